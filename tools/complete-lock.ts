import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Adds to package-lock.json the optional packages of other platforms that a partial registry doesn't show. npm leaves
 * them out when it writes the lock there, and `npm ci` then refuses that lock. Run after each `npm install`.
 */
interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const SYSTEM = /(android|darwin|linux|win32|freebsd|openharmony|openbsd|netbsd|sunos|aix)/;
const PROCESSOR = /(arm64|x64|ia32|arm|ppc64|riscv64|s390x|loong64|mips64el|wasm32)/;
const EXACT = /^\d+\.\d+\.\d+[\w.-]*$/;

const file = resolve(__dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockedPackage> };
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (!EXACT.test(version) || isLocked(name, path)) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platformOf(name),
      ...(dev && { dev }),
      optional: true,
    } as object;
    console.log(`added ${name} ${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

/** Whether Node would find the package from that path, as it looks into each node_modules on the way up. */
function isLocked(name: string, path: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in lock.packages) return true;
    if (at === '') return false;
  }
}

/** The platform that a package is for, by its name. */
function platformOf(name: string): object {
  const word = name.replace(/^@[^/]*\//, '');
  const os = SYSTEM.exec(word)?.[1];
  const cpu = PROCESSOR.exec(word.replace(os ?? '', ''))?.[1];
  const libc = /musl/.test(word) ? 'musl' : /gnu/.test(word) ? 'glibc' : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(os === 'linux' && libc && { libc: [libc] }), ...(os && { os: [os] }) };
}

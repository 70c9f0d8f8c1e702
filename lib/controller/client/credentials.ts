import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { AccessError } from './access-error';
import type { ExecPlugin, UserAccess } from './kubeconfig';

/** What goes with a request to prove who sends it. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly certificate?: Buffer | string;
  readonly key?: Buffer | string;
}

/** What an exec plugin prints as its status. */
interface ExecStatus {
  readonly token?: string;
  readonly clientCertificateData?: string;
  readonly clientKeyData?: string;
  readonly expirationTimestamp?: string;
}

/** A token that is about to end is asked for anew: a request may take a while. */
const MARGIN_MS = 30_000;

/** A plugin may ask somebody to log in by a browser. */
const PLUGIN_TIMEOUT_MS = 120_000;

/** Gives a user's credentials, and asks plugins and files anew when they end. */
export class CredentialSource {
  #printed: Promise<ExecStatus> | undefined;

  public constructor(
    private readonly user: UserAccess,
    private readonly env: Readonly<Record<string, string | undefined>>,
  ) {}

  /** @throws AccessError */
  public async credentials(): Promise<Credentials> {
    const { user } = this;
    const printed = user.exec === undefined ? undefined : await this.#print(user.exec);
    const token = user.token ?? (user.tokenFile === undefined ? printed?.token : tokenIn(user.tokenFile));
    const headers: Record<string, string | readonly string[]> = { ...user.impersonation };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    else if (user.basic !== undefined) {
      const { username, password } = user.basic;
      headers.authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    }
    return {
      headers,
      certificate: user.certificate ?? printed?.clientCertificateData,
      key: user.key ?? printed?.clientKeyData,
    };
  }

  /** Forgets what a plugin printed: the server took it no longer. Tells whether asking anew may help. */
  public renew(): boolean {
    this.#printed = undefined;
    return this.user.exec !== undefined || this.user.tokenFile !== undefined;
  }

  async #print(exec: ExecPlugin): Promise<ExecStatus> {
    this.#printed ??= printedBy(exec, this.env);
    try {
      const status = await this.#printed;
      if (!hasEnded(status)) return status;
    } catch (error) {
      this.#printed = undefined;
      throw error;
    }
    this.#printed = printedBy(exec, this.env);
    return this.#printed;
  }
}

function hasEnded({ expirationTimestamp }: ExecStatus): boolean {
  return expirationTimestamp !== undefined && Date.parse(expirationTimestamp) - MARGIN_MS < Date.now();
}

function tokenIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new AccessError(`the token's file can't be read: ${(error as Error).message}`);
  }
}

/** Runs a plugin. What it prints holds secrets and is told to nobody; what it says on standard error is for people. */
function printedBy(exec: ExecPlugin, env: Readonly<Record<string, string | undefined>>): Promise<ExecStatus> {
  const { apiVersion, command, cluster } = exec;
  const info = { apiVersion, kind: 'ExecCredential', spec: { interactive: false, cluster } };
  return new Promise((resolve, reject) => {
    const child = spawn(command, exec.args, {
      env: { ...env, ...exec.env, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PLUGIN_TIMEOUT_MS,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = `${stderr}${text}`.slice(-1000);
    });
    child.on('error', ({ message }) => {
      reject(new AccessError(`the kubeconfig's plugin ${command} can't be run: ${message}`, exec.installHint));
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve(statusIn(stdout, exec, reject));
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
      reject(new AccessError(`the kubeconfig's plugin ${command} ended ${how}: ${stderr.trim()}`, exec.installHint));
    });
  });
}

function statusIn(stdout: string, { command, apiVersion }: ExecPlugin, reject: (error: Error) => void): ExecStatus {
  let printed: { apiVersion?: string; kind?: string; status?: ExecStatus } | undefined;
  try {
    printed = JSON.parse(stdout) as typeof printed;
  } catch {
    // Told below, without what was printed.
  }
  const { token, clientCertificateData, clientKeyData } = printed?.status ?? {};
  if (printed?.kind !== 'ExecCredential' || printed.apiVersion !== apiVersion) {
    reject(new AccessError(`the kubeconfig's plugin ${command} printed no ExecCredential of ${apiVersion}`));
  } else if (token === undefined && (clientCertificateData === undefined || clientKeyData === undefined)) {
    reject(new AccessError(`the kubeconfig's plugin ${command} printed neither a token nor a certificate with a key`));
  }
  return printed?.status ?? {};
}

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';

const require = createRequire(__filename);
// Pulumi ships what its protocol is generated to, without types.
const engineProtocol = require('@pulumi/pulumi/proto/engine_grpc_pb.js') as { EngineService: ServiceDefinition };
const engineMessages = require('@pulumi/pulumi/proto/engine_pb.js') as Messages;
const monitorProtocol = require('@pulumi/pulumi/proto/resource_grpc_pb.js') as {
  ResourceMonitorService: ServiceDefinition;
};
const monitorMessages = require('@pulumi/pulumi/proto/resource_pb.js') as Messages;
const { Empty } = require('google-protobuf/google/protobuf/empty_pb.js') as { Empty: new () => Message };
const { Struct } = require('google-protobuf/google/protobuf/struct_pb.js') as {
  Struct: { fromJavaScript(value: unknown): Message };
};

type Message = Readonly<Record<string, (...values: unknown[]) => unknown>>;
type Messages = Readonly<Record<string, new () => Message>>;
type Call = { readonly request: Message };
type Answer = (error: Error | null, message?: Message) => void;

/** What the language runtime asked of the engine. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly parent: string;
  readonly dependencies: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly deletedWith: string;
  /** How long to wait until the object is there. */
  readonly createTimeout: string;
  readonly importId: string;
  readonly aliases: readonly { readonly name: string; readonly type: string; readonly parentUrn: string }[];
  readonly object: Record<string, unknown>;
}

/** What a run of a program came to. */
export interface ProgramRun {
  readonly code: number;
  readonly output: string;
  readonly registrations: readonly Registration[];
  /** What the stack tells. */
  readonly outputs: unknown;
}

/**
 * Runs a program by Pulumi's own language runtime, as `pulumi up` would, against an engine that keeps nothing: each
 * object is there at once, with the status that its kind has here.
 */
export async function runProgram(program: string, statuses: Readonly<Record<string, unknown>>): Promise<ProgramRun> {
  const registrations: Registration[] = [];
  let outputs: unknown;
  let root = '';
  const answers: Record<string, (request: Message) => Message> = {
    supportsFeature: () => set(new monitorMessages.SupportsFeatureResponse!(), { Hassupport: true }),
    registerResource: (request) => {
      const registration = registrationOf(request);
      registrations.push(registration);
      const kind = String(registration.object.kind);
      const object = kind in statuses ? { ...registration.object, status: statuses[kind] } : registration.object;
      const answer = { Urn: registration.urn, Id: `${registration.name}-id`, Object: Struct.fromJavaScript(object) };
      return set(new monitorMessages.RegisterResourceResponse!(), answer);
    },
    registerResourceOutputs: (request) => {
      if (request.getUrn!() === root) outputs = (request.getOutputs!() as Message).toJavaScript!();
      return new Empty();
    },
    registerPackage: () => set(new monitorMessages.RegisterPackageResponse!(), { Ref: '' }),
    signalAndWaitForShutdown: () => new Empty(),
    setRootResource: (request) => {
      root = String(request.getUrn!());
      return new engineMessages.SetRootResourceResponse!();
    },
    getRootResource: () => set(new engineMessages.GetRootResourceResponse!(), { Urn: root }),
    log: () => new Empty(),
  };
  const server = new Server();
  server.addService(monitorProtocol.ResourceMonitorService, implement(monitorProtocol.ResourceMonitorService, answers));
  server.addService(engineProtocol.EngineService, implement(engineProtocol.EngineService, answers));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  try {
    const { code, output } = await languageRuntime(program, `127.0.0.1:${port}`);
    return { code, output, registrations, outputs };
  } finally {
    server.forceShutdown();
  }
}

function languageRuntime(program: string, address: string): Promise<{ code: number; output: string }> {
  const place = ['--project', 'shop', '--stack', 'test', '--pwd', program];
  // What loads TypeScript here; a user's program is loaded by Pulumi's own ts-node.
  const args = [
    '--import',
    'tsx',
    require.resolve('@pulumi/pulumi/cmd/run'),
    '--monitor',
    address,
    '--engine',
    address,
  ];
  const env = { ...process.env, PULUMI_NODEJS_TYPESCRIPT: 'false', PULUMI_CONFIG: '{}' };
  return new Promise((resolve) => {
    execFile(process.execPath, [...args, ...place, 'index.ts'], { env, cwd: program }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}

function registrationOf(request: Message): Registration {
  const type = String(request.getType!());
  const name = String(request.getName!());
  const parent = String(request.getParent!());
  const above = parent.split('::')[2] ?? '';
  const chain = above === '' || above === 'pulumi:pulumi:Stack' ? type : `${above}$${type}`;
  return {
    type,
    name,
    urn: `urn:pulumi:test::shop::${chain}::${name}`,
    parent,
    dependencies: request.getDependenciesList!() as string[],
    ignoreChanges: request.getIgnorechangesList!() as string[],
    replaceOnChanges: request.getReplaceonchangesList!() as string[],
    deletedWith: String(request.getDeletedwith!()),
    createTimeout: String((request.getCustomtimeouts!() as Message | undefined)?.getCreate?.() ?? ''),
    importId: String(request.getImportid!()),
    aliases: (request.getAliasesList!() as Message[]).map((alias) => {
      const {
        name: former,
        type: formerType,
        parenturn,
      } = (alias.getSpec!() as Message).toObject!() as Record<string, string>;
      return { name: former ?? '', type: formerType ?? '', parentUrn: parenturn ?? '' };
    }),
    object: objectIn(request.getObject!() as Message | undefined),
  };
}

function objectIn(struct: Message | undefined): Record<string, unknown> {
  return struct === undefined ? {} : (struct.toJavaScript!() as Record<string, unknown>);
}

/** What is not answered is what an older engine does not know. */
function implement(service: ServiceDefinition, answers: Record<string, (request: Message) => Message>) {
  const unknown = (name: string) => Object.assign(new Error(`${name} is unknown`), { code: 12 });
  return Object.fromEntries(
    Object.keys(service).map((method) => {
      const name = method[0]!.toLowerCase() + method.slice(1);
      return [
        method,
        (call: Call, answer: Answer) => {
          const make = answers[name];
          if (make === undefined) return answer(unknown(name));
          try {
            answer(null, make(call.request));
          } catch (error) {
            answer(error as Error);
          }
        },
      ];
    }),
  ) as UntypedServiceImplementation;
}

function set(message: Message, fields: Readonly<Record<string, unknown>>): Message {
  for (const [name, value] of Object.entries(fields)) message[`set${name}`]!(value);
  return message;
}

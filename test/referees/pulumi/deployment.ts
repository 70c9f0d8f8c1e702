import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalWorkspace, type OutputMap, type PulumiFn } from '@pulumi/pulumi/automation';

/** What an operation of Pulumi came to. */
export interface Outcome {
  /** How many resources were created, updated and so on. */
  readonly changes: Readonly<Record<string, number>>;
  readonly outputs: OutputMap;
  /** All that the command printed. */
  readonly text: string;
}

/** A stack of the real Pulumi, its state in files of a folder of its own. */
export class Deployment {
  readonly #home = mkdtempSync(join(tmpdir(), 'cdk8s-knative-pulumi-'));
  readonly #env: Readonly<Record<string, string>>;

  /**
   * @param path folders of Pulumi's programs
   * @param kubeconfig of the cluster
   */
  public constructor(path: string, kubeconfig: string) {
    mkdirSync(this.#state);
    this.#env = {
      PATH: path,
      KUBECONFIG: kubeconfig,
      PULUMI_HOME: join(this.#home, 'home'),
      PULUMI_BACKEND_URL: `file://${this.#state}`,
      PULUMI_CONFIG_PASSPHRASE: 'correct horse battery staple',
      PULUMI_SKIP_UPDATE_CHECK: '1',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: '1',
      PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: '1',
    };
    // The library looks for the command in our own PATH.
    process.env.PATH = path;
  }

  public get environment(): Readonly<Record<string, string>> {
    return this.#env;
  }

  get #state(): string {
    return join(this.#home, 'state');
  }

  public async preview(program: PulumiFn): Promise<Outcome> {
    const lines: string[] = [];
    const { changeSummary } = await (await this.#stack(program)).preview({ onOutput: (text) => lines.push(text) });
    return { changes: changeSummary, outputs: {}, text: lines.join('') };
  }

  public async up(program: PulumiFn): Promise<Outcome> {
    const { summary, outputs, stdout, stderr } = await (await this.#stack(program)).up();
    return { changes: { ...summary.resourceChanges }, outputs, text: stdout + stderr };
  }

  public async refresh(program: PulumiFn): Promise<Outcome> {
    const { summary, stdout, stderr } = await (await this.#stack(program)).refresh();
    return { changes: { ...summary.resourceChanges }, outputs: {}, text: stdout + stderr };
  }

  public async destroy(): Promise<Outcome> {
    const { summary, stdout, stderr } = await (await this.#stack(async () => undefined)).destroy();
    return { changes: { ...summary.resourceChanges }, outputs: {}, text: stdout + stderr };
  }

  /** All files of the state, the former ones too. */
  public stateTexts(): string[] {
    return readdirSync(this.#state, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  }

  public remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  #stack(program: PulumiFn) {
    const place = { stackName: 'test', projectName: 'shop', program };
    return LocalWorkspace.createOrSelectStack(place, { envVars: { ...this.#env } });
  }
}

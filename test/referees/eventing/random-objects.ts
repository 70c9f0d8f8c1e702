import type { KubeObject } from '../../../lib/api/meta/v1';

/** Picks by chance, the same for the same seed (mulberry32). */
class Chance {
  #state: number;

  public constructor(seed: number) {
    this.#state = seed;
  }

  public below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  public of<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /** What is made, so often in a hundred times. */
  public often<T>(percent: number, make: () => T): T | undefined {
    return this.below(100) < percent ? make() : undefined;
  }

  public list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}

/** Makes specs of Eventing's kinds out of values that are right, almost right and wrong. */
class Specs {
  public constructor(private readonly chance: Chance) {}

  public trigger() {
    const { chance } = this;
    return {
      broker: chance.often(92, () => chance.of(['default', 'a', '', 'Orders_1'])),
      brokerRef: chance.often(6, () => this.#reference()),
      filter: chance.often(25, () => ({ attributes: chance.often(80, () => this.#texts()) })),
      filters: chance.often(40, () => chance.list(2, () => this.#filter(2))),
      subscriber: chance.often(97, () => this.#destination()),
      delivery: chance.often(35, () => this.#delivery()),
    };
  }

  public broker() {
    const { chance } = this;
    return {
      config: chance.often(40, () => this.#reference()),
      delivery: chance.often(50, () => this.#delivery()),
    };
  }

  public pingSource() {
    const { chance } = this;
    const data = ['{}', '', 'x', '[1]', 'null', '{"a":1}', '{} x', '"s"', '{"a":1e999}', '\ufeff{}'];
    return {
      ...this.#source(),
      schedule: chance.often(70, () =>
        chance.of(['* * * * *', '@daily', '@every 1s', '', '61 * * * *', '0 0 0 * * *']),
      ),
      timezone: chance.often(30, () => chance.of(['UTC', 'Europe/Paris', 'CST', '', 'Local', 'utc'])),
      contentType: chance.often(50, () => chance.of(['application/json', 'text/plain', ''])),
      data: chance.often(45, () => chance.of(data)),
      dataBase64: chance.often(20, () => chance.of(['', 'e30=', 'x', 'aGVsbG8=', 'e30', 'e30=\n', '====', 'e31='])),
    };
  }

  public apiServerSource() {
    const { chance } = this;
    return {
      ...this.#source(),
      resources: chance.list(2, () => this.#kind()),
      owner: chance.often(20, () => this.#kind()),
      mode: chance.often(50, () => chance.of(['Reference', 'Resource', 'Ref', ''])),
      serviceAccountName: chance.often(50, () => chance.of(['watcher', ''])),
      filters: chance.often(4, () => chance.list(1, () => this.#filter(1))),
    };
  }

  public channel() {
    const { chance } = this;
    return {
      channelTemplate: chance.often(50, () => this.#template()),
      delivery: chance.often(40, () => this.#delivery()),
      subscribers: chance.often(10, () => chance.list(1, () => ({ uid: 'a' }))),
    };
  }

  public inMemoryChannel() {
    const { chance } = this;
    const subscriber = () => ({ uid: 'a', subscriberUri: chance.often(80, () => 'http://a') });
    return {
      delivery: chance.often(30, () => this.#delivery()),
      subscribers: chance.often(20, () => chance.list(2, subscriber)),
    };
  }

  public subscription() {
    const { chance } = this;
    return {
      channel: chance.often(95, () => this.#reference()),
      subscriber: chance.often(92, () => this.#destination()),
      reply: chance.often(40, () => this.#destination()),
      delivery: chance.often(30, () => this.#delivery()),
    };
  }

  public sequence() {
    const { chance } = this;
    const step = () => ({ ...this.#destination(), delivery: chance.often(20, () => this.#delivery()) });
    return {
      steps: chance.often(95, () => chance.list(2, step)),
      channelTemplate: chance.often(30, () => this.#template()),
      reply: chance.often(30, () => this.#destination()),
    };
  }

  public parallel() {
    const { chance } = this;
    const branch = () => ({
      filter: chance.often(40, () => this.#destination()),
      subscriber: chance.often(92, () => this.#destination()),
      reply: chance.often(20, () => this.#destination()),
      delivery: chance.often(20, () => this.#delivery()),
    });
    return {
      branches: chance.often(95, () => chance.list(2, branch)),
      channelTemplate: chance.often(20, () => this.#template()),
      reply: chance.often(20, () => this.#destination()),
    };
  }

  public eventTransform() {
    const { chance } = this;
    const jsonata = () => ({ expression: chance.of(['$', '', '(']) });
    return {
      jsonata: chance.often(92, jsonata),
      sink: chance.often(60, () => this.#destination()),
      reply: chance.often(30, () => ({
        jsonata: chance.often(50, jsonata),
        discard: chance.often(60, () => chance.of([true, false])),
      })),
    };
  }

  public requestReply() {
    const { chance } = this;
    const names = ['requestid', 'requestId', 'id', 'source', 'course', 'type', 'specversion', '', 'a-b'];
    const kinds = ['Broker', 'Broker', 'broker', 'Channel', ''];
    return {
      brokerRef: chance.often(95, () => ({ apiVersion: chance.of(['v1', '']), kind: chance.of(kinds), name: 'a' })),
      correlationAttribute: chance.often(30, () => chance.of(names)),
      replyAttribute: chance.often(30, () => chance.of(names)),
      timeout: chance.often(40, () => chance.of(['PT1S', 'PT0S', '10s', '-PT1S', '', 'P1D'])),
      delivery: chance.often(20, () => this.#delivery()),
    };
  }

  public eventType() {
    const { chance } = this;
    const names = ['type', 'source', 'specversion', 'id'].filter(() => chance.below(12) > 0);
    return {
      attributes: chance.often(95, () => [...names, ...chance.list(1, () => 'My-Name')].map((name) => ({ name }))),
      reference: chance.often(30, () => ({ apiVersion: 'v1', kind: chance.of(['Broker', '']), name: 'a' })),
    };
  }

  #template() {
    const { chance } = this;
    return {
      apiVersion: chance.often(92, () => chance.of(['messaging.knative.dev/v1', 'v1', ''])),
      kind: chance.often(92, () => chance.of(['InMemoryChannel', 'X', ''])),
      spec: chance.often(20, () => ({ a: 1 })),
    };
  }

  #source() {
    const { chance } = this;
    const names = ['a', 'B', 'a-b', '', 'é', 'id', '1'];
    return {
      sink: chance.often(95, () => this.#destination()),
      ceOverrides: chance.often(25, () => ({
        extensions: Object.fromEntries(chance.list(2, () => [chance.of(names), chance.of(['x', ''])])),
      })),
    };
  }

  #kind() {
    const { chance } = this;
    return {
      apiVersion: chance.often(90, () => chance.of(['v1', 'apps/v1', '', 'a/b/c', '/', '/v1'])),
      kind: chance.often(90, () => chance.of(['Pod', '', '  ', 'pods', '\u0085'])),
    };
  }

  #reference() {
    const { chance } = this;
    return {
      apiVersion: chance.often(85, () => chance.of(['v1', 'serving.knative.dev/v1', '', 'a/b/c'])),
      kind: chance.often(90, () => chance.of(['Service', 'Broker', '', 'svc'])),
      name: chance.often(90, () => chance.of(['a', 'My_A', ''])),
      namespace: chance.often(20, () => chance.of(['ns', 'other', ''])),
      group: chance.often(5, () => chance.of(['a', 'a.b'])),
    };
  }

  #destination() {
    const { chance } = this;
    const uris = [
      'http://a.b',
      '/p',
      'p',
      '',
      'http:///x',
      'ftp://x',
      'mailto:x',
      'a:b',
      'http://a:x',
      '%zz',
      '//h/p',
      '*',
      '::',
    ];
    return {
      ref: chance.often(60, () => this.#reference()),
      uri: chance.often(45, () => chance.of(uris)),
      CACerts: chance.often(8, () => chance.of(['', 'x', '-----BEGIN KEY-----\nAAAA\n-----END KEY-----\n'])),
      audience: chance.often(4, () => 'someone'),
    };
  }

  #delivery() {
    const { chance } = this;
    const duration = () => chance.of(['PT1S', 'PT0S', '10s', 'P1M', '-PT1S', 'PT0.05S', '', 'P0', 'PT1H30M', 'p1d']);
    return {
      retry: chance.often(40, () => chance.of([0, 1, -1, 10, 2147483647, 2147483648, 1.5])),
      timeout: chance.often(25, duration),
      backoffPolicy: chance.often(30, () => chance.of(['linear', 'exponential', 'Linear', ''])),
      backoffDelay: chance.often(30, duration),
      retryAfterMax: chance.often(4, duration),
      format: chance.often(8, () => chance.of(['json', 'binary', 'xml', ''])),
      deadLetterSink: chance.often(35, () => this.#destination()),
    };
  }

  #texts() {
    const { chance } = this;
    const names = ['type', 'source', 'orderid', 'type', 'source', 'orderId', 'my-attr', '1a', '', 'data'];
    return Object.fromEntries(chance.list(2, () => [chance.of(names), chance.of(['a', '', 'x*', '1'])]));
  }

  #filter(depth: number): object {
    const { chance } = this;
    const cesql = ["type = 'a'", 'type', '', 'x =', '(', 'a.b', "type LIKE 'x%'", 'EXISTS a', 'LEFT(a)', "@a = 'b'"];
    const nested = () => (depth === 0 ? {} : this.#filter(depth - 1));
    const one = (dialect: string) => {
      if (dialect === 'cesql') return chance.of(cesql);
      if (dialect === 'not') return nested();
      return dialect === 'all' || dialect === 'any' ? chance.list(2, nested) : this.#texts();
    };
    const dialect = () => chance.of(['exact', 'prefix', 'suffix', 'cesql', 'all', 'any', 'not']);
    const chosen = chance.below(15) === 0 ? [dialect(), dialect()] : [dialect()];
    return Object.fromEntries(chosen.map((name) => [name, one(name)]));
  }
}

/** So many objects of Eventing's kinds; always the same ones for a seed. */
export function randomObjects(seed: number, count: number): KubeObject[] {
  const chance = new Chance(seed);
  const specs = new Specs(chance);
  const makers: readonly (readonly [apiVersion: string, kind: string, make: () => object])[] = [
    ['eventing.knative.dev/v1', 'Trigger', () => specs.trigger()],
    ['eventing.knative.dev/v1', 'Broker', () => specs.broker()],
    ['sources.knative.dev/v1', 'PingSource', () => specs.pingSource()],
    ['sources.knative.dev/v1', 'ApiServerSource', () => specs.apiServerSource()],
    ['messaging.knative.dev/v1', 'Channel', () => specs.channel()],
    ['messaging.knative.dev/v1', 'InMemoryChannel', () => specs.inMemoryChannel()],
    ['messaging.knative.dev/v1', 'Subscription', () => specs.subscription()],
    ['flows.knative.dev/v1', 'Sequence', () => specs.sequence()],
    ['flows.knative.dev/v1', 'Parallel', () => specs.parallel()],
    ['eventing.knative.dev/v1alpha1', 'EventTransform', () => specs.eventTransform()],
    ['eventing.knative.dev/v1alpha1', 'RequestReply', () => specs.requestReply()],
    ['eventing.knative.dev/v1beta3', 'EventType', () => specs.eventType()],
  ];
  return Array.from({ length: count }, () => {
    const [apiVersion, kind, make] = chance.of(makers);
    const metadata = { name: 'x', namespace: chance.often(90, () => 'ns') };
    // What is undefined is absent on the wire.
    return JSON.parse(JSON.stringify({ apiVersion, kind, metadata, spec: make() })) as KubeObject;
  });
}

import type { KafkaNet, KafkaSASL, KafkaSecretValue, KafkaTLS } from '../../api/sources/v1/kafka-source';
import type { FieldPath } from '../diagnostic';
import type { Report } from '../rule';

const SECRET_HINT = 'name a Secret and its key in secretKeyRef';

/** Tells what is missing of a login that is on, and a login that is off though it is given. */
export function checkNet({ sasl, tls }: KafkaNet = {}, report: Report): void {
  if (sasl !== undefined) checkSasl(sasl, report);
  if (tls !== undefined) checkTls(tls, report);
}

function checkSasl({ enable, type, user, password, tokenProvider, roleARN }: KafkaSASL, report: Report): void {
  const at = ['spec', 'net', 'sasl'];
  const values = { type, user, password, tokenProvider, roleARN };
  if (!enable) checkIgnored(values, at, report);
  else if (!tokenProvider && !roleARN) {
    checkSecret(user, [...at, 'user'], report);
    checkSecret(password, [...at, 'password'], report);
  }
}

function checkTls({ enable, cert, key, caCert }: KafkaTLS, report: Report): void {
  const at = ['spec', 'net', 'tls'];
  if (!enable) checkIgnored({ cert, key, caCert }, at, report);
  else {
    if (caCert !== undefined) checkSecret(caCert, [...at, 'caCert'], report);
    if (cert !== undefined || key !== undefined) {
      checkSecret(cert, [...at, 'cert'], report);
      checkSecret(key, [...at, 'key'], report);
    }
  }
}

function checkSecret(value: KafkaSecretValue | undefined, at: FieldPath, report: Report): void {
  if (!value?.secretKeyRef?.name) report(at, `there is no ${at.at(-1)}`, SECRET_HINT);
}

function checkIgnored(
  values: Readonly<Record<string, KafkaSecretValue | undefined>>,
  at: FieldPath,
  report: Report,
): void {
  const given = Object.keys(values).find((name) => values[name]?.secretKeyRef !== undefined);
  if (given !== undefined)
    report([...at, 'enable'], `${given} is given, but enable is not true`, 'add enable: true, or leave the rest out');
}

import type { RabbitmqClusterReference } from '../../api/common/rabbitmq';
import { RabbitmqBrokerConfig } from '../../api/eventing/v1alpha1/rabbitmq-broker-config';
import { RabbitmqSource } from '../../api/sources/v1alpha1/rabbitmq-source';
import type { Rule } from '../rule';
import { rulesOf } from '../rule';

const oneWay: Rule<RabbitmqClusterReference> = {
  code: 'KE3201',
  title: 'a RabbitMQ is named by its cluster or by a Secret',
  why: 'With neither it cannot be found, with both it is not clear which.',
  source: 'eventing-rabbitmq, pkg/utils, ValidateRabbitMQClusterReference',
  check({ name, connectionSecret }, report) {
    if (name && connectionSecret !== undefined)
      report(['connectionSecret'], 'both name and connectionSecret are given', 'leave out one of them');
    if (!name && connectionSecret === undefined)
      report(['name'], 'neither name nor connectionSecret is given', 'write the name of the RabbitmqCluster');
  },
  good: { value: { name: null, connectionSecret: { name: 'rabbitmq' } } },
  bad: [{ value: { name: null } }, { value: { name: 'rabbitmq', connectionSecret: { name: 'rabbitmq' } } }],
};

const secretIsNamed: Rule<RabbitmqClusterReference> = {
  code: 'KE3250',
  severity: 'warning',
  title: 'the Secret of a RabbitMQ has a name',
  why: 'The webhook looks only whether there is a reference to one; the controller cannot read it.',
  source: 'eventing-rabbitmq, pkg/rabbit',
  check({ connectionSecret }, report) {
    if (connectionSecret !== undefined && !connectionSecret.name)
      report(['connectionSecret', 'name'], 'the Secret has no name', 'name one with uri, username and password');
  },
  good: { value: { name: null, connectionSecret: { name: 'rabbitmq' } } },
  bad: { value: { name: null, connectionSecret: {} } },
};

export const clusterReferenceRules = rulesOf(
  'Reference to a RabbitMQ',
  [
    { kind: RabbitmqSource, at: ['spec', 'rabbitmqClusterReference'] },
    { kind: RabbitmqBrokerConfig, at: ['spec', 'rabbitmqClusterReference'] },
  ],
  [oneWay, secretIsNamed],
);

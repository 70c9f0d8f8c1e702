import type { Fields } from '../draft';

/** A reference to the task of the Tekton catalogue that clones, as a hub knows it. */
export function gitClone(): Fields {
  return {
    taskRef: {
      resolver: 'hub',
      params: [
        { name: 'kind', value: 'task' },
        { name: 'name', value: 'git-clone' },
        { name: 'version', value: '0.10' },
      ],
    },
  };
}

/** Storage for a source that tasks hand on to each other, claimed anew for each run. */
export function storageClaim(): Fields {
  return {
    volumeClaimTemplate: {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  };
}

import type { RuleText } from '../rules/rule';

/** What can be wrong with a platform's versions, files and images. */
export const platformFaults = {
  unknownRelease: {
    code: 'KP0101',
    title: 'a release is one that this package knows',
    why: 'Which versions fit together, and where their files are, is known for these only.',
    source: '`cdk8s-knative platform list`',
  },
  unknownComponent: {
    code: 'KP0102',
    title: 'a component is one that the release has',
    why: 'Nobody knows where the files of another would be.',
    source: '`cdk8s-knative platform list`',
  },
  notPublished: {
    code: 'KP0103',
    title: 'a version of a component is published as manifests',
    why: 'Istio is published as charts; rendered manifests are there for some of its versions.',
    source: 'the releases of net-istio',
  },
  notVendored: {
    code: 'KP0111',
    title: "a program's platform is vendored",
    why: 'Synthesis reads files of your repository, and never the network: the same program gives the same manifests.',
    source: '`platform.lock.yaml`',
  },
  lockUnreadable: {
    code: 'KP0112',
    title: 'a lock file is as `platform vendor` wrote it',
    why: 'It says which files are the right ones.',
    source: '`platform.lock.yaml`',
  },
  componentNotVendored: {
    code: 'KP0113',
    title: 'each component that a program installs is vendored, in the version of its release',
    why: 'Synthesis reads files of your repository, and never the network.',
    source: '`platform.lock.yaml`',
  },
  fileMissing: {
    code: 'KP0114',
    title: 'each file of the lock file is there',
    why: 'Without it, part of a component would be missing in the cluster.',
    source: '`platform.lock.yaml`',
  },
  fileChanged: {
    code: 'KP0115',
    title: 'a vendored file is what the lock file says',
    why: 'What somebody changed by hand is lost at the next upgrade, and what nobody changed may be an attack.',
    source: '`platform.lock.yaml`',
  },
  filesNotFound: {
    code: 'KP0121',
    title: 'the source has every file of the components',
    why: 'Half a component does not run, so none of it is written.',
    source: 'the folder or server of `--from`',
  },
  digestMismatch: {
    code: 'KP0122',
    title: 'the source has the files that upstream published',
    why: 'A file with another digest is not what was tested together; `--accept-changed` takes it if you know why.',
    source: '`platform.lock.yaml`, and the digests that this package knows',
  },
  downloadFailed: {
    code: 'KP0123',
    title: 'the source can be reached',
    why: 'A folder or a mirror can take the place of what is blocked.',
    source: 'the network',
  },
  ambiguousFile: {
    code: 'KP0124',
    title: 'a folder has one file for each that is looked for',
    why: 'Which of several is the right one, only you know.',
    source: 'the folder of `--from`',
  },
  syntax: {
    code: 'KP0131',
    title: 'a vendored file is YAML of Kubernetes objects',
    why: 'Nothing of another file could be applied.',
    source: 'YAML 1.1 as sigs.k8s.io/yaml reads it',
  },
  collision: {
    code: 'KP0132',
    title: 'objects of one name that come from two places are equal',
    why: 'The cluster holds one of them, and the components would take turns in writing it.',
    source: 'the releases of both components',
  },
  imageUnmapped: {
    code: 'KP0141',
    title: 'no image remains at a registry of upstream',
    why: 'A pod that pulls it would not start where these registries are blocked.',
    source: '`ImageMirror`',
  },
  imageCollision: {
    code: 'KP0142',
    title: 'two images have two names in a mirror',
    why: 'Copied to one name, the later one would take the place of the other.',
    source: '`ImageMirror`',
  },
  imageReference: {
    code: 'KP0143',
    title: "a mirror's names are names of images",
    why: 'A scheme, a tag or an upper-case letter makes a reference that no runtime pulls.',
    source: 'the grammar of distribution/reference',
  },
  imageOptions: {
    code: 'KP0144',
    title: 'options that say where a mirror is fit together',
    why: 'One of them would have to be ignored.',
    source: '`cdk8s-knative platform images --help`',
  },
} as const satisfies Record<string, RuleText>;

export type PlatformFault = keyof typeof platformFaults;

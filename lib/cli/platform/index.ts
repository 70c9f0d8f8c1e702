import type { Command } from 'commander';
import type { ExitCode, Io } from '../io';
import { addApply } from './apply';
import { addImages } from './images';
import { addList } from './list';
import { addPlan } from './plan';
import { addRemove } from './remove';
import { addRender } from './render';
import { addStatus } from './status';
import { addVendor } from './vendor';

/** `platform`: what is about the platform itself, Istio, Knative and Tekton, as upstream releases it. */
export function addPlatform(program: Command, io: Io, exit: (code: ExitCode) => void): void {
  const platform = program
    .command('platform')
    .summary('the platform itself: its releases, files and images')
    .description('Works with the releases of Istio, Knative and Tekton that a program installs.');
  addList(platform, io, exit);
  addVendor(platform, io, exit);
  addImages(platform, io, exit);
  addPlan(platform, io, exit);
  addRender(platform, io, exit);
  addApply(platform, io, exit);
  addStatus(platform, io, exit);
  addRemove(platform, io, exit);
}

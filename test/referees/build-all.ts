import { setup } from './prepare';

// `npm run referees`: what vitest does before the first test, done beforehand.
void setup();

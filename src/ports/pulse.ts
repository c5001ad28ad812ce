/** Calls `beat` every `everyMs` milliseconds until the function it answers is called. It keeps no process alive. */
export type Pulse = (everyMs: number, beat: () => void) => () => void

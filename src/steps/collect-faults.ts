import { Fault } from '../model/fault.ts'

/** Does one piece of planning and keeps what is wrong with it beside the others, so that everything is reported at once. */
export const collectFaults = async (faults: Fault[], work: () => Promise<void> | void): Promise<void> => {
  try {
    await work()
  } catch (thrown) {
    if (!(thrown instanceof Fault) || (thrown.category !== 'input' && thrown.category !== 'refused')) throw thrown
    faults.push(thrown)
  }
}

import { Fault } from '../model/fault.ts'

/** The answer, or null where the fault stands for absence. Every other fault is thrown on. */
export const orNull = async <T>(answer: Promise<T>, isAbsence: (fault: Fault) => boolean): Promise<T | null> => {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Fault && isAbsence(error)) return null
    throw error
  }
}

export const isMissing = ({ code }: Fault): boolean => code === 'entra/not-found'

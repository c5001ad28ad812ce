import type { Argv } from 'yargs'
import type { Request } from '../request.ts'

/** Adds one command to the parser; `ask` is called with what it asks for when it is the one on the command line. */
export type AddCommand = (parser: Argv, ask: (request: Request) => void) => Argv

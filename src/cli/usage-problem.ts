import { didYouMean } from '../model/did-you-mean.ts'

/** What is wrong with a command line, in this program's words. */
export interface UsageProblem {
  readonly problem: string
  /** What was probably meant. */
  readonly like?: string | undefined
}

/** The command line and the names of the options that its command has. */
export interface UsageContext {
  readonly argv: readonly string[]
  readonly options: readonly string[]
}

const spelled = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`)

const unknownArgument = (name: string, { argv, options }: UsageContext): UsageProblem => {
  if (argv.includes(name)) return { problem: `"${name}" is one word too many` }
  const like = didYouMean(name, options)
  return { problem: `the option ${spelled(name)} is not known here`, like: like && spelled(like) }
}

type Reading = (found: RegExpExecArray, context: UsageContext) => UsageProblem

/** Messages of the parser and what they mean. */
const READINGS: readonly (readonly [RegExp, Reading])[] = [
  [/^Unknown arguments?: (.+?)(?:,|$)/, ([, name = ''], context) => unknownArgument(name, context)],
  [
    /^Not enough non-option arguments/,
    (_found, { argv }) => ({
      problem: argv.length > 0 ? `something is missing after "${argv.join(' ')}"` : 'say which playbook or command',
    }),
  ],
  [/^Did you mean (.+?)\?$/, ([, like], { argv }) => ({ problem: `"${argv.join(' ')}" is no command`, like })],
  [/^Not enough arguments following: (\S+)/, ([, name = '']) => ({ problem: `${spelled(name)} lacks its value` })],
  [
    /^Invalid values:\s+Argument: (\S+), Given: "?(.*?)"?, Choices: (.+)$/s,
    ([, name, given = '', choices = '']) => {
      const all = choices.replaceAll('"', '').trim()
      return { problem: `<${name}> is one of ${all}, not "${given}"`, like: didYouMean(given, all.split(', ')) }
    },
  ],
]

/** Reads a message of the parser. */
export const usageProblem = (message: string, context: UsageContext): UsageProblem => {
  for (const [pattern, read] of READINGS) {
    const found = pattern.exec(message)
    if (found) return read(found, context)
  }
  return { problem: message.replaceAll(/\s*\n\s*/g, ' ') }
}

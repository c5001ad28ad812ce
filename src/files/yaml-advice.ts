import type { ErrorCode } from 'yaml'

interface Advice {
  readonly what: string
  readonly hint: string
}

const quote = 'Put texts that hold ": ", " #" or begin with a special character into quotes.'

/** What the parser's error codes mean to the person who wrote the file. The parser's own texts can quote the file, and so a secret. */
const advice: { readonly [code in ErrorCode]?: Advice } = {
  BAD_DQ_ESCAPE: {
    what: 'An escape (a backslash and what follows it) is not known',
    hint: 'In "double quotes" write \\\\ for a backslash, or use \'single quotes\'.',
  },
  BAD_INDENT: {
    what: 'The indentation does not fit the lines above',
    hint: 'Lines of one map or list begin in the same column. Check also for a bracket that is not closed.',
  },
  BAD_SCALAR_START: { what: 'A text cannot begin with this character', hint: 'Put the text into quotes.' },
  BLOCK_AS_IMPLICIT_KEY: { what: 'There is a second ": " in this line', hint: quote },
  BLOCK_IN_FLOW: {
    what: 'Inside [ ] or { } there is an indented block',
    hint: 'Write it inside the brackets too, or do without the brackets.',
  },
  KEY_OVER_1024_CHARS: {
    what: 'A key is longer than 1,024 characters',
    hint: 'Check for a missing quote or bracket in the lines above.',
  },
  MISSING_CHAR: {
    what: 'Something is missing here: a quote, a bracket, a comma, a ":" or a blank',
    hint: `Check for an opened quote or bracket that is not closed. ${quote}`,
  },
  MULTILINE_IMPLICIT_KEY: {
    what: 'A key goes over several lines',
    hint: 'Check for a missing ":" in this line or in the one above.',
  },
  TAB_AS_INDENT: { what: 'There is a tab in the indentation', hint: 'Indent with blanks.' },
  UNEXPECTED_TOKEN: {
    what: 'This does not belong here',
    hint: `Check the lines above: a list and a map cannot be mixed, and brackets and quotes come in pairs. ${quote}`,
  },
}

const other: Advice = { what: 'This is not well-formed YAML', hint: quote }

export const yamlAdvice = (code: ErrorCode): Advice => advice[code] ?? other

import { CST, Lexer } from 'yaml'
import { Fault, type FaultContext } from '../model/fault.ts'
import type { SourcePosition } from '../model/source-position.ts'
import { limits } from './limits.ts'

type PositionAt = (offset: number) => SourcePosition

/** What is found in the stream of tokens, before anything is built from it. */
export interface YamlScan {
  readonly faults: readonly Fault[]
  /** Set where a limit was met, so that building a tree could take long. */
  readonly stop: boolean
}

/** Parts of YAML that are refused, by the token that begins them. */
const refused: { readonly [token: string]: { readonly what: string; readonly hint: string } } = {
  anchor: {
    what: 'An anchor (&name) is',
    hint: 'Write the value out in each place; to begin a text with &, put it in quotes.',
  },
  alias: {
    what: 'An alias (*name) is',
    hint: 'Write the value out in each place; to begin a text with *, put it in quotes.',
  },
  tag: { what: 'A tag (!name) is', hint: 'Write the plain value; to begin a text with !, put it in quotes.' },
  'directive-line': {
    what: 'A directive (%…) is',
    hint: 'Take the line out. Files are read as YAML 1.2; to begin a text with %, put it in quotes.',
  },
}

/**
 * One pass over the tokens: refuses anchors, aliases, tags and directives, and stops at the limits of size. The lexer takes
 * time in proportion to the text; the parser behind it does not on hostile input, so this runs first.
 */
export const scanYaml = (text: string, file: string, positionAt: PositionAt): YamlScan => {
  const faults: Fault[] = controlCharacters(text, positionAt)
  let flowDepth = 0
  let count = 0
  for (const { type, offset } of tokensOf(text)) {
    const context: FaultContext = { where: positionAt(offset) }
    const found = refused[type]
    if (found) faults.push(new Fault('file/yaml-feature', found, context))
    if (type === 'flow-map-start' || type === 'flow-seq-start') flowDepth++
    if (type === 'flow-map-end' || type === 'flow-seq-end') flowDepth--
    if (flowDepth > limits.depth) return stopped(faults, new Fault('file/too-deep', { limit: limits.depth }, context))
    count++
    if (count > limits.yamlTokens)
      return stopped(faults, new Fault('file/too-many-values', { file, limit: limits.yamlValues }, context))
    if (faults.length >= limits.findings) return { faults, stop: true }
  }
  return { faults, stop: false }
}

const stopped = (faults: readonly Fault[], last: Fault): YamlScan => ({ faults: [...faults, last], stop: true })

/** What YAML does not let stand in a text as it is. https://yaml.org/spec/1.2.2/#51-character-set */
const unprintable = /[^\t\n\r\x20-\x7e\x85\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

const controlCharacters = (text: string, positionAt: PositionAt): Fault[] => {
  const faults: Fault[] = []
  for (const { index, 0: character } of text.matchAll(unprintable)) {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    faults.push(new Fault('file/control-character', { code }, { where: positionAt(index) }))
    if (faults.length >= limits.findings) break
  }
  return faults
}

interface PlacedToken {
  readonly type: string
  readonly offset: number
}

/** The lexer's tokens with their offsets. Marks that it puts between tokens (scalar follows, document begins) have no length in the text. */
function* tokensOf(text: string): Generator<PlacedToken> {
  let offset = 0
  let scalar = false
  for (const source of new Lexer().lex(text)) {
    const type: string = scalar ? 'text' : (CST.tokenType(source) ?? 'text')
    scalar = type === 'scalar'
    yield { type, offset }
    if (type !== 'scalar' && type !== 'doc-mode' && type !== 'flow-error-end') offset += source.length
  }
}

import { classRows } from './class-rows.ts'
import { directoryAttributes } from './directory-attributes.ts'
import { exchangeAttributes } from './exchange-attributes.ts'
import { personAttributes } from './person-attributes.ts'
import type { AttributeSchema, ClassSchema, Syntax } from './schema.ts'
import { schemaAttributes } from './schema-attributes.ts'

const ABSENT = '-'
/** Flags of an attribute row: s single value, r systemOnly, c constructed, i indexed, a ambiguous name resolution. */
const readRange = (text: string): { readonly min: number | null; readonly max: number | null } => {
  if (text === ABSENT) return { min: null, max: null }
  const [min = '', max = ''] = text.split('..')
  return { min: min === '' ? null : Number(min), max: max === '' ? null : Number(max) }
}

const readAttribute = (row: string): AttributeSchema => {
  const [name = '', cn = '', oid = '', syntax = 'text', flags = '', range = ABSENT, link = ABSENT] = row.split(' ')
  return {
    name,
    cn,
    oid,
    syntax: syntax as Syntax,
    single: flags.includes('s'),
    systemOnly: flags.includes('r'),
    constructed: flags.includes('c'),
    indexed: flags.includes('i'),
    anr: flags.includes('a'),
    ...readRange(range),
    linkId: link === ABSENT ? null : Number(link),
  }
}

const rowsOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')

/** Every attribute of the schema. */
export const readAttributes = (): readonly AttributeSchema[] =>
  [personAttributes, directoryAttributes, schemaAttributes, exchangeAttributes].flatMap(rowsOf).map(readAttribute)

type Lists = { [section in 'auxiliary' | 'under' | 'must' | 'may']: string[] }

/** What Exchange adds to a class. */
const addedByExchange = (name: string): string[] =>
  name === 'mailRecipient' ? rowsOf(exchangeAttributes).map((row) => row.split(' ')[0] ?? '') : []

/** The lists are filled by the lines that follow. */
const readClass = (head: string, lists: Lists): ClassSchema => {
  const [name = '', cn = '', oid = '', kind = 'structural', superior = '', rdn = 'cn', category = '', view] =
    head.split(' ')
  lists.may.push(...addedByExchange(name))
  return {
    name,
    cn,
    oid,
    kind: kind as ClassSchema['kind'],
    superior,
    rdn,
    category,
    hidden: view === 'hidden',
    ...lists,
  }
}

/** Every class of the schema. A section begins with two blanks, its words with four. */
export const readClasses = (): readonly ClassSchema[] => {
  const classes: ClassSchema[] = []
  let lists: Lists = { auxiliary: [], under: [], must: [], may: [] }
  let section: keyof Lists = 'may'
  for (const line of rowsOf(classRows)) {
    if (line.startsWith('    ')) lists[section].push(...line.trim().split(' '))
    else if (line.startsWith('  ')) section = line.trim() as keyof Lists
    else {
      lists = { auxiliary: [], under: [], must: [], may: [] }
      classes.push(readClass(line, lists))
    }
  }
  return classes
}

import { existsSync, readFileSync } from 'node:fs'
import type { Json, JsonObject } from '../../src/model/json.ts'

/** A request with its answer, as documentation shows the two. */
export interface GraphExample {
  readonly id: string
  readonly api: string
  readonly request: {
    readonly method: string
    /** Behind `/v1.0`; `{id}` and the like stand for ids. */
    readonly path: string
    readonly query: string | null
    readonly headers: { readonly [name: string]: string }
    readonly body: Json
    /** The body was not shown. */
    readonly body_unknown?: true
    /** A body that is no JSON. */
    readonly body_raw?: string
  }
  readonly response: {
    readonly status: number
    readonly body: Json
    /** The type of the object, or of the items of a list. */
    readonly odata_type?: string
  }
}

/** A refusal that was seen or documented. */
export interface GraphErrorRow {
  readonly id: string
  readonly when: string
  readonly status: number | string | null
  readonly code: string | null
  readonly message: string | null
  readonly details?: readonly JsonObject[]
  readonly licenseAssignmentStateError?: string
}

/** What the metadata and the documentation say of a property. */
export interface DocumentedProperty {
  readonly kind: 'prop' | 'nav'
  readonly type: string
  readonly nullable: boolean
  readonly filterDoc?: string
  readonly orderby?: boolean
  readonly search?: boolean
  readonly returned?: 'default' | 'select'
}

/** `filterSupport` has a word per operator: `default`, `advanced`, `no`. */
export interface DocumentedType {
  readonly properties: { readonly [name: string]: DocumentedProperty }
  readonly filterSupport?: { readonly [path: string]: { readonly [operator: string]: string } }
}

export interface DocumentedPermission {
  readonly operation: string
  readonly applicationLeast: readonly string[]
  readonly applicationAll?: readonly string[]
}

const folder = new URL('../../../shared/corpus/', import.meta.url)

/** The text of a corpus that lies beside the checkout; null, and a line that says so, where it is not there. */
const corpusText = (name: string): string | null => {
  const file = new URL(name, folder)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  process.stdout.write(`${name} is not beside this checkout (../shared/corpus): what is measured by it was left out.\n`)
  return null
}

const rowsOf = <T>(name: string): readonly T[] =>
  (corpusText(name) ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)

export const graphExamples = (): readonly GraphExample[] => rowsOf('graph-examples.jsonl')

export const graphErrorRows = (): readonly GraphErrorRow[] => rowsOf('graph-errors.jsonl')

/** By the name of the type; empty where the corpus is not there. */
export const documentedTypes = (): { readonly [type: string]: DocumentedType } => {
  const text = corpusText('graph-properties.json')
  return text === null ? {} : (JSON.parse(text) as { types: { [type: string]: DocumentedType } }).types
}

export const documentedPermissions = (): readonly DocumentedPermission[] =>
  JSON.parse(corpusText('graph-permissions.json') ?? '[]') as readonly DocumentedPermission[]

import { Schemas, Types } from 'scimmy'
import type { JsonObject } from '../model/json.ts'

export const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** What a person has that the standard has no attribute for, first and last day above all. Named as Entra asks of extensions. */
export const JOINERY = 'urn:ietf:params:scim:schemas:extension:joinery:2.0:User'

/** What a value of an attribute may be. https://www.rfc-editor.org/rfc/rfc7643#section-2.2 */
export interface AttributeRule {
  readonly name: string
  readonly type: string
  readonly multiValued: boolean
  readonly caseExact: boolean
  readonly isReadOnly: boolean
  /** Whether nobody is ever told its value, and so it is not kept. */
  readonly isSecret: boolean
  /** Sub-attributes by their names in small letters. */
  readonly parts: AttributeRules
}

/** By names in small letters: those of attributes compare without case. https://www.rfc-editor.org/rfc/rfc7643#section-2.1 */
export type AttributeRules = ReadonlyMap<string, AttributeRule>

interface Described {
  readonly name: string
  readonly type: string
  readonly multiValued?: boolean
  readonly caseExact?: boolean
  readonly mutability?: string
  readonly returned?: string
  readonly subAttributes?: readonly Described[]
}

const rulesOf = (described: readonly Described[]): AttributeRules =>
  new Map(described.map((one) => [one.name.toLowerCase(), ruleOf(one)]))

const ruleOf = (one: Described): AttributeRule => ({
  name: one.name,
  type: one.type,
  multiValued: one.multiValued ?? false,
  caseExact: one.caseExact ?? false,
  isReadOnly: one.mutability === 'readOnly',
  isSecret: one.returned === 'never',
  parts: rulesOf(one.subAttributes ?? []),
})

const text = (name: string, description: string) => new Types.Attribute('string', name, { description })

const joinery = new Types.SchemaDefinition('JoineryUser', JOINERY, 'What Joinery knows of people beside the standard', [
  text('startDate', 'First day of work: 2026-12-01, or a moment with its offset.'),
  text('lastDay', 'Last day of work: 2026-12-31, or a moment with its offset.'),
  text('office', 'Office or building.'),
  text('usageLocation', 'Country for licences, ISO 3166 alpha-2.'),
  text('latinGivenName', 'Given name as the person writes it in Latin letters.'),
  text('latinSurname', 'Family name as the person writes it in Latin letters.'),
])

/** The attributes that any resource has. https://www.rfc-editor.org/rfc/rfc7643#section-3.1 */
const common: readonly Described[] = [
  { name: 'schemas', type: 'reference', multiValued: true, caseExact: true, mutability: 'readOnly' },
  { name: 'id', type: 'string', caseExact: true, mutability: 'readOnly' },
  { name: 'externalId', type: 'string', caseExact: true },
  {
    name: 'meta',
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: [
      { name: 'resourceType', type: 'string', caseExact: true },
      { name: 'created', type: 'dateTime' },
      { name: 'lastModified', type: 'dateTime' },
      { name: 'location', type: 'reference', caseExact: true },
      { name: 'version', type: 'string', caseExact: true },
    ],
  },
]

/** The schemas of a user as clients read them. `base`: address of the source's endpoints. */
export const describeSchemas = (base: string): readonly JsonObject[] =>
  [Schemas.User.definition, Schemas.EnterpriseUser.definition, joinery].map(
    // Attributes say what they are only when they are written as JSON.
    (schema) => JSON.parse(JSON.stringify(schema.describe(`${base}/Schemas`))) as JsonObject,
  )

const attributesOf = (index: number): readonly Described[] =>
  (describeSchemas('')[index]?.['attributes'] ?? []) as unknown as readonly Described[]

/** Attributes of the core schema and of extensions, by the name of the schema in small letters. Others are not known. */
const bySchema: ReadonlyMap<string, { readonly id: string; readonly rules: AttributeRules }> = new Map(
  [CORE, ENTERPRISE, JOINERY].map((id, index) => [
    id.toLowerCase(),
    { id, rules: rulesOf(index === 0 ? [...common, ...attributesOf(0)] : attributesOf(index)) },
  ]),
)

export const coreRules: AttributeRules = bySchema.get(CORE.toLowerCase())?.rules ?? new Map()

/** A schema by its name in whatever case. One that is not known may have any attributes: null. */
export const schemaNamed = (name: string): { readonly id: string; readonly rules: AttributeRules | null } =>
  bySchema.get(name.toLowerCase()) ?? { id: name, rules: null }

import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { graphTenant } from '../practice/graph/graph-tenant.ts'
import { type GraphErrorRow, graphErrorRows } from './graph-corpus.ts'
import { type ErrorReply, notProvoked, provoke } from './provoke-errors.ts'

const rows = graphErrorRows()

/** A message with its `{…}` and `[…]` parts as anything, and to the end that was seen. */
const pattern = (message: string): RegExp => {
  const parts = message
    .replace(/\[.*?\]/g, '')
    .replace(/\.\.\.$/, '')
    .trim()
    .split(/\{\w+\}/)
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}`)
}

/** Some rows know only the code, and one the hundred that the status is of. */
const hasStatus = ({ status }: GraphErrorRow, given: number): boolean =>
  status === null ||
  (typeof status === 'number' ? status === given : String(given).startsWith(status.replace(/x+$/, '')))

/** Role management has a shape of its own before it has understood a request. */
const errorIn = ({ error, ErrorCode, Message }: JsonObject): JsonObject =>
  (error ?? { code: ErrorCode ?? null, message: Message ?? null }) as JsonObject

const check = (row: GraphErrorRow, { status, body }: ErrorReply): void => {
  expect(hasStatus(row, status), `status ${status}`).toBe(true)
  const error = errorIn(body)
  if (row.code !== null) expect(error.code).toBe(row.code)
  if (row.message !== null) expect(error.message).toMatch(pattern(row.message))
  for (const detail of row.details ?? []) expect(error.details).toContainEqual(expect.objectContaining(detail))
  if (row.licenseAssignmentStateError) expect(stateErrors(body)).toEqual([row.licenseAssignmentStateError])
}

const stateErrors = ({ licenseAssignmentStates }: JsonObject): readonly Json[] =>
  (licenseAssignmentStates as readonly JsonObject[]).map(({ error }) => error ?? null)

describe.runIf(rows.length > 0)('refusals that were seen elsewhere', () => {
  const provoked = rows.filter(({ id }) => Object.hasOwn(provoke, id))
  process.stdout.write(
    `Refusals of Graph provoked with their status, code and message: ${provoked.length} of ${rows.length}.\n`,
  )
  for (const { id } of rows) if (notProvoked[id]) process.stdout.write(`  not ${id}: ${notProvoked[id]}\n`)

  test.each(provoked)('$id', async (row) => {
    const tenant = await graphTenant()

    const reply = await provoke[row.id]?.(tenant)

    check(row, reply ?? { status: 0, body: {} })
  })

  test('every other one has a reason', () => {
    const others = rows.map(({ id }) => id).filter((id) => !Object.hasOwn(provoke, id))

    expect(others.sort()).toEqual(Object.keys(notProvoked).sort())
  })
})

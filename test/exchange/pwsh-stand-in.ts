/**
 * Stands in for PowerShell with our script in it: the same lines in and out, but each cmdlet is run by the practice tenant.
 * Arguments: address of the practice tenant, tenant, token, and how it misbehaves (`dies`, `silent`, `noisy`, `refuses`), if it does.
 */
import { createInterface } from 'node:readline'
import type { Json, JsonObject } from '../../src/model/json.ts'

const [address = '', tenant = '', token = '', manner = ''] = process.argv.slice(2)

const say = (value: JsonObject): void => void process.stdout.write(`${JSON.stringify(value)}\n`)

/** Hashtables are told by their shape, as our script does. */
const wire = (value: Json): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { '@odata.type': '#Exchange.GenericHashTable', ...(value as JsonObject) }
    : value

const invoke = async (
  cmdlet: string,
  parameters: JsonObject,
  page = '',
): Promise<{ status: number; body: JsonObject }> => {
  const Parameters = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, wire(value)]))
  const response = await fetch(`${address}/adminapi/beta/${tenant}/InvokeCommand${page}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-anchormailbox': 'stand-in' },
    body: JSON.stringify({ CmdletInput: { CmdletName: cmdlet, Parameters } }),
  })
  return { status: response.status, body: (await response.json()) as JsonObject }
}

const errorOf = (error: JsonObject): JsonObject => {
  const [detail] = (error['details'] ?? []) as readonly JsonObject[]
  const [, type = '', message = ''] = String(detail?.['message'] ?? '').split('|')
  return { type, message }
}

const run = async (call: JsonObject): Promise<void> => {
  const { id, cmdlet, parameters } = call as { id: number; cmdlet: string; parameters: JsonObject }
  const items: Json[] = []
  let warnings: Json = []
  let page = ''
  do {
    const { body } = await invoke(cmdlet, parameters, page)
    if (body['error']) return say({ id, error: errorOf(body['error'] as JsonObject), warnings: [] })
    items.push(...(body['value'] as readonly Json[]))
    warnings = body['@adminapi.warnings'] ?? []
    page = body['@odata.nextLink'] ? new URL(String(body['@odata.nextLink'])).search : ''
  } while (page !== '')
  say({ id, items, warnings })
}

/** The first line says where to sign in. */
let isFirst = true
for await (const line of createInterface({ input: process.stdin })) {
  const call = JSON.parse(line) as JsonObject
  if (manner === 'noisy') process.stdout.write('WARNING: something that a module writes\n')
  if (isFirst) {
    isFirst = false
    if (manner === 'refuses') {
      say({
        ready: false,
        error: { type: 'CommandNotFoundException', message: 'The module ExchangeOnlineManagement was not loaded.' },
      })
      process.exit(1)
    }
    say({ ready: true })
    continue
  }
  const isWrite = !String(call['cmdlet']).startsWith('Get-')
  if (manner === 'dies' && isWrite) {
    process.stderr.write('The process was killed.\n')
    process.exit(3)
  }
  if (manner === 'silent' && isWrite) continue
  await run(call)
}

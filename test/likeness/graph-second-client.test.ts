import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { practiceClient } from '../../src/practice/practice-client.ts'
import { practiceCertificates } from '../../src/practice/tls/practice-authority.ts'
import { graphTenant } from '../practice/graph/graph-tenant.ts'
import { runProgram } from '../support/run-program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Written for Graph; it knows nothing of Joinery. */
const program = fileURLToPath(new URL('use-generated-sdk.mjs', import.meta.url))

test('the generated SDK of Microsoft works against the practice tenant, from sign-in to refusals', {
  timeout: 180_000,
}, async () => {
  const folder = temporaryFolder()
  const tls = await practiceCertificates(null, { now: () => Date.now() })
  const { server, company } = await graphTenant({
    tls: { cert: tls.cert, key: tls.key },
    publicUrl: 'https://{host}/v1.0',
  })
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, tls.caPem)
  const base = server.url.replace('/v1.0', '')

  const args = [base, company.entra.tenant.id, practiceClient.appId, practiceClient.secret]
  const output = await runProgram('env', [`NODE_EXTRA_CA_CERTS=${ca}`, process.execPath, program, ...args])

  const lines = new Map(
    output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string, ...unknown[]])
      .map(([what, ...seen]) => [what, seen]),
  )
  const people = company.entra.users().length
  expect(Object.fromEntries(lines)).toEqual({
    everybody: [10, people],
    filter: [[['Miriam Graham', 'Sales']]],
    count: [true],
    created: ["Siobhán O'Neill & Söhne"],
    changed: ['Baker', '2027-01-04T00:00:00.000Z'],
    'same name': [
      [400, 'Request_BadRequest', 'Another object with the same value for property userPrincipalName already exists.'],
    ],
    gone: [[404, 'Request_ResourceNotFound', expect.stringMatching(/^Resource '[\w-]{36}' does not exist/)]],
    restored: [true, "Siobhán O'Neill & Söhne"],
    'bad filter': [[400, 'BadRequest', "Invalid filter clause: Syntax error at position 14 in 'displayName eq'."]],
  })
})

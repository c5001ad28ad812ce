import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { practiceDomain, practiceServiceAccount } from '../../src/practice/ad/practice-domain.ts'
import { type PracticeDirectory, practiceDirectory, sales } from '../practice/practice-directory.ts'
import { type SambaDc, startSamba } from '../support/samba.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { isSambaRequired, sambaMissing } from '../support/shared-samba.ts'
import { compareSequence, type Difference, type Servers } from './compare-sequence.ts'
import { rowFor } from './ldap-known-differences.ts'
import { Peer } from './ldap-peer.ts'
import { type LdapRequest, showRequest } from './ldap-request.ts'
import { addScore, noScore, type Score, showDifference, showScore, unusedRows } from './ldap-score.ts'
import { RandomSequence } from './random-sequence.ts'
import { shrinkSequence } from './shrink-sequence.ts'

/** Samba gets slower with everything that was deleted, so it is begun anew four times. */
const ROUNDS = 4
const SEQUENCES_PER_ROUND = 50
const REQUESTS_PER_SEQUENCE = 50
/** One request in a few milliseconds; a machine with much else to do may take ten times as long. */
const TIMEOUT_MS = 900_000

/** The same rules for passwords on both, so that owners may change theirs at once and few failures lock an account. */
const LOCKOUT_THRESHOLD = '3'
const sambaPolicy = (base: string): string =>
  `dn: ${base}\nchangetype: modify\nreplace: lockoutThreshold\nlockoutThreshold: ${LOCKOUT_THRESHOLD}\n-\nreplace: minPwdAge\nminPwdAge: 0\n`

const setPracticePolicy = ({ company: { ad } }: PracticeDirectory): void =>
  ad.transaction(() => {
    if (!ad.root) return
    ad.setValues(ad.root.id, 'minPwdAge', ['0'])
    ad.setValues(ad.root.id, 'lockoutThreshold', [LOCKOUT_THRESHOLD])
  })

const openServers = async (dc: SambaDc, directory: PracticeDirectory): Promise<Servers> => {
  await dc.ldapmodify(sambaPolicy(dc.base))
  setPracticePolicy(directory)
  const samba = new Peer({ url: dc.url, ca: readFileSync(dc.caFile, 'utf8'), ...dc.admin, domain: dc.base })
  const { user, password } = practiceServiceAccount
  const url = `ldaps://127.0.0.1:${directory.port}`
  const practice = new Peer({ url, ca: directory.ca, user, password, domain: practiceDomain.dn })
  await Promise.all([samba.open(), practice.open()])
  return { samba, practice, sambaRoot: dc.ou, practiceRoot: sales }
}

const isUnknown = (difference: Difference): boolean => rowFor(difference) === undefined

/** The shortest sequence found that still shows a difference of no known kind. */
const report = async (servers: Servers, requests: readonly LdapRequest[], first: Difference): Promise<string> => {
  let tries = 0
  let last = first
  const shorter = await shrinkSequence(requests.slice(0, first.at + 1), async (some) => {
    const { differences } = await compareSequence(servers, some, `shrunk${tries++}`)
    const found = differences.find((each) => each.kind === first.kind && isUnknown(each))
    last = found ?? last
    return found !== undefined
  })
  return ['A difference that is not in the table:', showDifference(last), 'after', ...shorter.map(showRequest)].join(
    '\n',
  )
}

const runRound = async (round: number, score: Score): Promise<Score> => {
  const dc = await startSamba({ realm: 'CORP.EXAMPLE.COM', domain: 'CORP' })
  try {
    const servers = await openServers(dc, await practiceDirectory({ at: Date.now() }))
    let sum = score
    for (let n = 0; n < SEQUENCES_PER_ROUND; n += 1) {
      const tag = `r${round}s${n}`
      const requests = new RandomSequence(seededRandom(tag)).requests(REQUESTS_PER_SEQUENCE)
      const compared = await compareSequence(servers, requests, tag)
      const unknown = compared.differences.find(isUnknown)
      if (unknown) expect.fail(`${tag}: ${await report(servers, requests, unknown)}`)
      sum = addScore(sum, compared)
    }
    await Promise.all([servers.samba.close(), servers.practice.close()])
    return sum
  } finally {
    await dc.stop()
  }
}

const missing = sambaMissing()
if (missing) {
  test(`random requests were not compared with a real domain controller: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
} else {
  test('10,000 random requests have the same ends on a real domain controller and on the practice tenant, known differences apart', {
    timeout: TIMEOUT_MS,
  }, async () => {
    let score = noScore
    for (let round = 1; round <= ROUNDS; round += 1) score = await runRound(round, score)

    process.stdout.write(`${showScore(score)}\n`)
    expect(score.requests).toBeGreaterThanOrEqual(10_000)
    expect(unusedRows(score), 'rows of the table of known differences that nothing came up for').toEqual([])
  })
}

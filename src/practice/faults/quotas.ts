import type { EntraStore } from '../entra/entra-store.ts'
import { GraphFault } from '../graph/graph-fault.ts'

/** What of a request counts for quotas. */
export interface QuotaUse {
  readonly method: string
  readonly path: string
  /** Resource units. */
  readonly units: number
  readonly appId: string
}

/** What an answer says about quotas in its headers. */
export type QuotaHeaders = { readonly [name: string]: string }

/** Quotas of one tenant, as buckets that are filled again all the time. */
export interface Quotas {
  /** Takes what a request costs, or answers the refusal if that is more than there is. */
  spend(use: QuotaUse): GraphFault | QuotaHeaders
}

interface Quota {
  readonly id: string
  /** First part of `x-ms-throttle-scope`. */
  readonly scope: 'Tenant_Application' | 'Tenant'
  readonly information: 'ResourceUnitLimitExceeded' | 'WriteLimitExceeded'
  readonly capacity: number
  /** In how many milliseconds an empty bucket is full. */
  readonly fillMs: number
  /** Filled all at once when that time is over, as the limits of services other than the directory are. */
  readonly atOnce?: true
  cost(use: QuotaUse): number
}

interface Bucket extends Quota {
  left: number
  at: number
}

const SECOND = 1000
const isWrite = ({ method }: QuotaUse): boolean => method !== 'GET'
const under =
  (pattern: RegExp) =>
  ({ path }: QuotaUse): number =>
    Number(pattern.test(path))

/** Users of small and of medium tenants; https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits */
const SMALL = 50
const MEDIUM = 500

const unitsOf = (users: number): number => {
  if (users < SMALL) return 3_500
  return users <= MEDIUM ? 5_000 : 8_000
}

/** Paths that other services than the directory answer. */
const ELSEWHERE =
  /\/(authentication|mailFolders|mailboxSettings|calendarView|events|sendMail|drive|managedDevices)(\/|$)|^\/(deviceManagement|deviceAppManagement|drives|invitations|admin)(\/|$)/i
const isDirectory = ({ path }: QuotaUse): boolean => !ELSEWHERE.test(path)

/** https://learn.microsoft.com/graph/throttling-limits */
const documented = (users: number): readonly Quota[] => [
  {
    id: 'units',
    scope: 'Tenant_Application',
    information: 'ResourceUnitLimitExceeded',
    capacity: unitsOf(users),
    fillMs: 10 * SECOND,
    cost: (use) => (isDirectory(use) ? use.units : 0),
  },
  {
    id: 'writes',
    scope: 'Tenant_Application',
    information: 'WriteLimitExceeded',
    capacity: 3_000,
    fillMs: 150 * SECOND,
    cost: (use) => Number(isDirectory(use) && isWrite(use)),
  },
  {
    id: 'writes of all',
    scope: 'Tenant',
    information: 'WriteLimitExceeded',
    capacity: 18_000,
    fillMs: 300 * SECOND,
    cost: (use) => Number(isDirectory(use) && isWrite(use)),
  },
  {
    id: 'methods',
    scope: 'Tenant_Application',
    information: 'ResourceUnitLimitExceeded',
    capacity: 5,
    fillMs: 10 * SECOND,
    atOnce: true,
    cost: under(/\/authentication\//i),
  },
  {
    id: 'invitations',
    scope: 'Tenant',
    information: 'WriteLimitExceeded',
    capacity: 150,
    fillMs: 5 * SECOND,
    atOnce: true,
    cost: under(/^\/invitations$/i),
  },
  {
    id: 'devices',
    scope: 'Tenant_Application',
    information: 'ResourceUnitLimitExceeded',
    capacity: 2_000,
    fillMs: 20 * SECOND,
    atOnce: true,
    cost: under(/\/managedDevices(\/|$)|^\/device(App)?Management\//i),
  },
]

/** From this share of a quota on, answers tell how much of it is used. */
const WARNING_SHARE = 0.8
const MOST_SHARE = 1.8

/** `share`: how much of the documented quotas there is, so that few requests are enough to meet them. */
export const quotas = (entra: EntraStore, share: number): Quotas => {
  const buckets: readonly Bucket[] = documented(entra.users().length).map((quota) => {
    const capacity = Math.max(1, quota.capacity * share)
    return { ...quota, capacity, left: capacity, at: entra.clock.now() }
  })
  let [asked, refused] = [0, 0]
  return {
    spend(use) {
      asked += 1
      for (const bucket of buckets) refill(bucket, entra.clock.now())
      const empty = buckets.find((bucket) => costOf(bucket, use) > bucket.left)
      if (empty) {
        refused += 1
        return refusal(empty, use, entra, 1 + Math.min(MOST_SHARE - 1, refused / asked))
      }
      for (const bucket of buckets) bucket.left -= costOf(bucket, use)
      const used = Math.max(...buckets.map(({ capacity, left, cost }) => (cost(use) > 0 ? 1 - left / capacity : 0)))
      return used < WARNING_SHARE ? {} : { 'x-ms-throttle-limit-percentage': used.toFixed(1) }
    },
  }
}

/** One request can always be made once its bucket is full. */
const costOf = (bucket: Bucket, use: QuotaUse): number => Math.min(bucket.cost(use), bucket.capacity)

const refill = (bucket: Bucket, now: number): void => {
  const { capacity, fillMs, atOnce } = bucket
  if (atOnce && now - bucket.at < fillMs) return
  bucket.left = atOnce ? capacity : Math.min(capacity, bucket.left + ((now - bucket.at) * capacity) / fillMs)
  bucket.at = now
}

/** How long until there is enough for a request, in milliseconds. */
const waitFor = (bucket: Bucket, use: QuotaUse, now: number): number =>
  bucket.atOnce
    ? bucket.at + bucket.fillMs - now
    : ((costOf(bucket, use) - bucket.left) * bucket.fillMs) / bucket.capacity

/** https://learn.microsoft.com/graph/throttling-limits: scope is `<scope>/<limit>/<application>/<tenant>`. */
const refusal = (bucket: Bucket, use: QuotaUse, { tenant, clock }: EntraStore, used: number): GraphFault => {
  const seconds = Math.max(1, Math.ceil(waitFor(bucket, use, clock.now()) / SECOND))
  const limit = bucket.information === 'WriteLimitExceeded' ? 'Write' : 'ReadWrite'
  return new GraphFault('throttled', {}, undefined, {
    'retry-after': String(seconds),
    'x-ms-throttle-limit-percentage': used.toFixed(1),
    'x-ms-throttle-scope': `${bucket.scope}/${limit}/${use.appId}/${tenant.id}`,
    'x-ms-throttle-information': bucket.information,
  })
}

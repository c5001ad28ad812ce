import { z } from 'zod'
import {
  cronTimes,
  distinguishedName,
  domain,
  feedAddress,
  feedName,
  guid,
  lastGoodDay,
  ldapAttribute,
  line,
  mailAddress,
  path,
  serverUrl,
  stateFolder,
  tenant,
  webAddress,
  webhookName,
} from './config-rules.ts'
import { secretRef } from './secret-ref.ts'
import { serveSchema } from './serve-schema.ts'

const ad = z.strictObject({
  servers: z.array(serverUrl).min(1).optional(),
  discover: domain.optional(),
  base: distinguishedName.optional(),
  user: line,
  password: secretRef,
  expires: lastGoodDay.optional(),
  ca: path.optional(),
  syncedOus: z.array(distinguishedName).min(1).optional(),
})

const credential = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificate'), client: guid, certificate: path, password: secretRef.optional() }),
  z.strictObject({ kind: z.literal('secret'), client: guid, secret: secretRef, expires: lastGoodDay.optional() }),
  z.strictObject({ kind: z.literal('managed-identity'), client: guid.optional() }),
  z.strictObject({ kind: z.literal('workload-identity'), client: guid.optional(), tokenFile: path.optional() }),
  z.strictObject({ kind: z.literal('azure-cli') }),
  z.strictObject({ kind: z.literal('device-code'), client: guid }),
])

const entra = z.strictObject({
  tenant,
  cloud: z.enum(['global', 'usgov', 'usgovdod', 'china']).default('global'),
  credential,
  graph: webAddress.optional(),
  authority: webAddress.optional(),
})

const webhook = z.strictObject({
  url: secretRef,
  token: secretRef.optional(),
  private: z.boolean().default(false),
  form: z.enum(['plain', 'teams']).default('plain'),
})

const exchange = z.discriminatedUnion('driver', [
  z.strictObject({ driver: z.literal('none') }),
  z.strictObject({ driver: z.literal('adminapi'), address: webAddress.optional() }),
  z.strictObject({ driver: z.literal('pwsh'), organization: domain.optional(), executable: path.optional() }),
])

const daysBefore = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,2})d$/, 'days are written as 7d')
  .transform((text) => Number(text.slice(0, -1)))

const feed = z.strictObject({
  file: path.optional(),
  url: feedAddress.optional(),
  map: path.optional(),
  token: secretRef.optional(),
  every: cronTimes.optional(),
  playbooks: z
    .strictObject({
      joiner: line.optional(),
      mover: line.optional(),
      leaver: line.optional(),
      rehire: line.optional(),
      correction: line.optional(),
      cancelled: line.optional(),
    })
    .optional(),
  before: z.strictObject({ joiner: daysBefore.optional(), rehire: daysBefore.optional() }).optional(),
  absence: z.enum(['report', 'leaver']).default('report'),
})

/** joinery.yaml as it is written, CONTRACT §2. What belongs together across sections is checked by `loadConfig`. */
export const configSchema = z.strictObject({
  organisation: z.strictObject({ name: line, mode: z.enum(['hybrid', 'cloud', 'ad']), mailDomain: domain }),
  ad: z.union([z.literal('practice'), ad]).optional(),
  entra: z.union([z.literal('practice'), entra]).optional(),
  exchange: exchange.optional(),
  key: z.strictObject({ ad: ldapAttribute.optional(), entra: z.enum(['employeeId']).optional() }).optional(),
  state: z.union([stateFolder, z.strictObject({ postgres: secretRef, folder: path.optional() })]).optional(),
  playbooks: path.optional(),
  policy: path.optional(),
  naming: path.optional(),
  roles: path.optional(),
  feeds: z.record(feedName, feed).optional(),
  serve: serveSchema.optional(),
  notify: z
    .strictObject({
      mail: z.strictObject({ from: line, operators: z.array(mailAddress).min(1).optional() }).optional(),
      webhook: webhook.optional(),
      webhooks: z.record(webhookName, webhook).optional(),
      ticket: webhook.optional(),
    })
    .optional(),
})

export type ConfigFile = z.output<typeof configSchema>

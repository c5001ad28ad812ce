import { join, resolve } from 'node:path'
import type { Config, PathSetting } from './config.ts'
import { plainServe } from './serve-config.ts'

/** Name and domain of the practice company, whoever uses it. */
const ORGANISATION = { name: 'Contoso', mode: 'hybrid', mailDomain: 'contoso.com' } as const

/** Mail of the practice tenant stays in it. */
const NOTIFY = { mail: { from: 'it@contoso.com' } } as const

/** OUs of the practice company that its stand-in for Entra Connect synchronises. */
export const practiceSyncedOus: readonly string[] = ['OU=Staff', 'OU=Contractors', 'OU=Disabled', 'OU=Groups']

/** The practice tenant has an Exchange of its own, whatever driver the real one is reached by. */
const EXCHANGE = { driver: 'adminapi', address: null } as const

/** The configuration where there is no joinery.yaml: the practice tenant, with its state and the playbooks in `folder`. */
export const practiceConfig = (folder: string): Config => {
  const byDefault = (...path: readonly string[]): PathSetting => ({ path: resolve(folder, ...path), given: false })
  return {
    file: null,
    organisation: ORGANISATION,
    ad: 'practice',
    entra: 'practice',
    exchange: EXCHANGE,
    key: { ad: 'employeeID', entra: 'employeeId' },
    state: { folder: join(resolve(folder), '.joinery') },
    playbooks: byDefault('playbooks'),
    policy: byDefault('policy.yaml'),
    naming: byDefault('playbooks', 'shared', 'naming.yaml'),
    roles: byDefault('playbooks', 'shared', 'roles.yaml'),
    notify: NOTIFY,
    serve: plainServe,
    feeds: [],
  }
}

/**
 * The same organisation on the practice tenant, as `--practice` asks: mode, playbooks and rules stay, every system becomes the practice one. The mail
 * domain becomes that of the practice company, which knows no other. Mail goes to the practice tenant, and no webhook is called.
 */
export const practised = (config: Config): Config => {
  const { ad: _ad, entra: _entra, ...rest } = config
  const { mode } = config.organisation
  return {
    ...rest,
    organisation: { ...config.organisation, mailDomain: ORGANISATION.mailDomain },
    ...(mode === 'cloud' ? {} : { ad: 'practice' as const }),
    ...(mode === 'ad' ? {} : { entra: 'practice' as const }),
    key: { ad: 'employeeID', entra: 'employeeId' },
    exchange: mode === 'ad' ? { driver: 'none' } : EXCHANGE,
    notify: NOTIFY,
  }
}

import { resolveSecret } from '../config/resolve-secret.ts'
import type { SecretRef } from '../config/secret-ref.ts'
import { secretStores } from '../config/secret-stores.ts'
import { Fault } from '../model/fault.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { openEngine } from './open-engine.ts'
import { hasJournal } from './open-state.ts'
import { stateFolder } from './state-folder.ts'

const FORMS: ReadonlySet<string> = new Set(['env', 'file', 'keyring', 'vault'])

/** `env:DATABASE_URL` and the like: where the address lies. */
const placeOf = (text: string): SecretRef => {
  const [, form = '', target = ''] = /^([a-z]+):(?!\/\/)(.+)$/.exec(text) ?? []
  if (!FORMS.has(form)) throw new Fault('state/no-target', { why: '--to is neither env:, file:, keyring: nor vault:' })
  return { [form]: target } as unknown as SecretRef
}

/** The commands about the state itself. */
export const stateCommands = ({ host, settings, journal }: AppParts): Pick<App, 'migrateState' | 'prepareState'> => ({
  async prepareState() {
    const engine = await openEngine((await settings()).config, host.env, () => undefined)
    await engine.stop(0)
    const [{ source }, { dailyRights }] = await Promise.all([journal(), import('../store/postgres/daily-rights.ts')])
    return { format: 'joinery.prepared/1', source, grants: dailyRights }
  },

  async migrateState(to) {
    const { config } = await settings()
    const place = to === null ? config.state.postgres : placeOf(to)
    if (!place) throw new Fault('state/no-target', { why: 'joinery.yaml names no database, and there is no --to' })
    const { secret } = await resolveSecret(place, secretStores(host.env))
    const folder = stateFolder(config)
    if (!hasJournal(folder)) throw new Fault('state/nothing-to-move', { folder })
    const { moveState } = await import('../store/move-state.ts')
    const moved = await moveState({ folder, to: secret, now: host.clock.now() })
    return { format: 'joinery.move/1', ...moved, named: config.state.postgres !== undefined }
  },
})

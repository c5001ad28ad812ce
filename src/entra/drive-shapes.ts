import type { Drive, DrivePermission } from '../model/drive.ts'
import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import { member, numberIn, textIn, textsIn } from '../wire/json-shape.ts'

export const driveOf = (json: Json | undefined): Drive => {
  const id = textIn(json, 'id')
  if (id)
    return {
      id,
      webUrl: textIn(json, 'webUrl') ?? '',
      usedBytes: numberIn(member(json, 'quota'), 'used') ?? null,
    }
  const params = { doing: 'reading a OneDrive', detail: 'it lacks id', state: 'Nothing was changed.' }
  throw new Fault('entra/unexpected-answer', params)
}

/** Of what is granted, the rights of single users: links, groups and site groups have no user behind them. */
export const permissionOf = (json: Json): readonly DrivePermission[] => {
  const id = textIn(json, 'id')
  const user = textIn(member(member(json, 'grantedToV2') ?? member(json, 'grantedTo'), 'user'), 'id')
  const role = (['owner', 'write', 'read'] as const).find((known) => textsIn(json, 'roles').includes(known))
  if (!id || !user || !role || member(json, 'link')) return []
  return [{ id, user: user.toLowerCase(), role, until: untilOf(textIn(json, 'expirationDateTime')) }]
}

/** In whole seconds of UTC. The year 1 stands for no end. https://learn.microsoft.com/graph/api/resources/permission */
const untilOf = (text: string | undefined): string | null => {
  const at = Date.parse(text ?? '')
  return Number.isNaN(at) || at < 0 ? null : `${new Date(at).toISOString().slice(0, 19)}Z`
}

import { valueIn } from '../../../src/practice/ad/ad-object.ts'
import type { AdStore } from '../../../src/practice/ad/ad-store.ts'
import type { Turn } from './oracle.ts'

const DISABLED = 2

/** Writes down when the directory opens and closes accounts, at the directory itself and not by what Joinery says. */
export const watchAccounts = (ad: AdStore, now: () => number): { readonly turns: readonly Turn[] } => {
  const turns: Turn[] = []
  const set = ad.setValues.bind(ad)
  const isOpen = (id: string): boolean => {
    const object = ad.get(id)
    return object !== undefined && (Number(valueIn(object, 'userAccountControl') ?? DISABLED) & DISABLED) === 0
  }
  ad.setValues = (id, attribute, values) => {
    const before = isOpen(id)
    set(id, attribute, values)
    const after = isOpen(id)
    const object = ad.get(id)
    if (before === after || !object) return
    turns.push({ key: valueIn(object, 'employeeID') ?? '', to: after ? 'open' : 'closed', at: now() })
  }
  return { turns }
}

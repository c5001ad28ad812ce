import type { EntraStore } from '../entra/entra-store.ts'
import type { Caller } from './graph-call.ts'
import { GraphFault } from './graph-fault.ts'

/** Refuses an application that has a token and is not in the tenant any more, or is disabled there. */
export const guardCaller = (store: EntraStore, { appId }: Caller): void => {
  const principal = store.principals().find(({ properties }) => properties.appId === appId)
  if (!principal) throw new GraphFault('app-unknown')
  if (principal.properties.accountEnabled === false) throw new GraphFault('app-disabled')
}

import type { ExchangeReader, ExchangeWriter } from '../ports/exchange.ts'
import { adminApiDriver } from './adminapi/admin-api-driver.ts'
import type { ExchangeDriver } from './driver.ts'
import { exchangeReader } from './exchange-reader.ts'
import type { ExchangeDeps, ExchangeSettings } from './exchange-settings.ts'
import { exchangeWriter } from './exchange-writer.ts'
import { keptIndex } from './grant-index.ts'
import { invokeOver } from './invoke.ts'
import { pwshDriver } from './pwsh/pwsh-driver.ts'

export interface ExchangeConnection {
  readonly reader: ExchangeReader
  readonly writer: ExchangeWriter
  /** Ends the PowerShell process, if there is one. */
  close(): Promise<void>
}

/** Exchange Online behind its port. Nothing is sent and no process is started before it is used. Throws `exchange/bad-settings`. */
export const openExchange = (settings: ExchangeSettings, deps: ExchangeDeps): ExchangeConnection => {
  const driver = driverFor(settings, deps)
  const { read, write } = invokeOver({ driver, ...deps })
  const index = keptIndex(read, deps.clock)
  return { reader: exchangeReader(read, index), writer: exchangeWriter(write, index), close: () => driver.close() }
}

const driverFor = (settings: ExchangeSettings, deps: ExchangeDeps): ExchangeDriver =>
  settings.driver === 'adminapi' ? adminApiDriver(settings, deps) : pwshDriver(settings)

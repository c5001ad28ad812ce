import type { Newsroom } from '../lifecycle/news.ts'
import type { ServiceLog } from './service-log.ts'

/** Sends what was told; what could not be sent is in the log, and is sent with the next. */
export const sendNews =
  (news: Newsroom, log: ServiceLog): (() => Promise<void>) =>
  async () => {
    const { failed } = await news.send()
    for (const { code } of failed) log.error('tell.failed', { code })
  }

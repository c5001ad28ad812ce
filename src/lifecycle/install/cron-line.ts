import type { HostInstall } from '../../model/schedule-report.ts'
import { ENVIRONMENT_FILE, type InstallSettings, secretSteps } from './install-settings.ts'

/** A word of a shell. In crontabs a percent sign ends the line unless it is escaped: https://man7.org/linux/man-pages/man5/crontab.5.html */
const word = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`.replaceAll('%', '\\%')

const HOUR = 60

/** Minutes of an hour, or hours of a day; cron knows no other rhythm. */
const rhythm = (minutes: number): string =>
  minutes < HOUR ? `*/${minutes} * * * *` : `0 ${minutes === HOUR ? '*' : `*/${minutes / HOUR}`} * * *`

/** Whether cron can do that: the rhythm has to fit into the hour, or into the day. */
export const fitsCron = (minutes: number): boolean =>
  minutes < HOUR ? HOUR % minutes === 0 : minutes % HOUR === 0 && 24 % (minutes / HOUR) === 0

/** One line of a crontab. Joinery skips a pass while the one before is at work. */
export const cronLine = (settings: InstallSettings): HostInstall => {
  const { command, folder, minutes, variables } = settings
  const environment = variables.length > 0 ? `set -a && . ${ENVIRONMENT_FILE} && set +a && ` : ''
  const line = `${rhythm(minutes)} cd ${word(folder)} && ${environment}${command.map(word).join(' ')}`
  return {
    as: 'cron',
    files: [{ name: 'joinery.cron', text: `${line}\n` }],
    steps: [
      'Add the line to the crontab of the user who owns the state folder: crontab -e',
      ...secretSteps(settings, 'that user'),
      'cron mails what is printed to MAILTO. See what it does: joinery schedule list',
    ],
  }
}

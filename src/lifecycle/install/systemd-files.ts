import type { HostInstall } from '../../model/schedule-report.ts'
import { ENVIRONMENT_FILE, type InstallSettings, secretSteps } from './install-settings.ts'

/**
 * A word of ExecStart: quoted, with systemd's own variables and specifiers made plain.
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines
 */
const word = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`

/** A path as a setting of its own: not quoted, and no specifier in it. */
const path = (text: string): string => text.replaceAll('%', '%%')

const service = ({ command, folder, variables }: InstallSettings): string => `[Unit]
Description=Joinery: goes through what is due for people's accounts
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory=${path(folder)}
ExecStart=${command.map(word).join(' ')}
${variables.length > 0 ? `EnvironmentFile=${ENVIRONMENT_FILE}\n` : ''}UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full
# Ctrl-C's way: what is under way is finished and recorded.
KillSignal=SIGTERM
TimeoutStopSec=5min
# 3: a guard has refused something; 4: something is left to do. Both are told, and no reason to call the service broken.
SuccessExitStatus=3 4
`

const timer = ({ minutes }: InstallSettings): string => `[Unit]
Description=Joinery every ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}

[Timer]
OnBootSec=1min
OnUnitActiveSec=${minutes}min
AccuracySec=1s

[Install]
WantedBy=timers.target
`

/** A service that makes one pass, and a timer. systemd starts no service a second time while it runs. */
export const systemdFiles = (settings: InstallSettings): HostInstall => ({
  as: 'systemd',
  files: [
    { name: 'joinery.service', text: service(settings) },
    { name: 'joinery.timer', text: timer(settings) },
  ],
  steps: [
    'Put both files into /etc/systemd/system. Without User= in the service it runs as root: add the user who owns the state folder, such as User=joinery.',
    ...secretSteps(settings, 'that user'),
    'systemctl daemon-reload && systemctl enable --now joinery.timer',
    'See what it does: systemctl list-timers joinery.timer; journalctl -u joinery; joinery schedule list',
  ],
})

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

const section = (description: string): string => `[Unit]
Description=Joinery: ${description}
Wants=network-online.target
After=network-online.target
`

const process = ({ command, folder, variables }: InstallSettings): string => `WorkingDirectory=${path(folder)}
ExecStart=${command.map(word).join(' ')}
${variables.length > 0 ? `EnvironmentFile=${ENVIRONMENT_FILE}\n` : ''}UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full
# Ctrl-C's way: what is under way is finished and recorded.
KillSignal=SIGTERM
TimeoutStopSec=5min
`

const onePass = (settings: InstallSettings): string => `${section("goes through what is due for people's accounts")}
[Service]
Type=oneshot
${process(settings)}# 3: a guard has refused something; 4: something is left to do. Both are told, and no reason to call the service broken.
SuccessExitStatus=3 4
`

/** Mistakes in the command line or in joinery.yaml are not mended by starting again. */
const service = (
  settings: InstallSettings,
): string => `${section("watches feeds, does what is due for people's accounts, takes what HR pushes")}
[Service]
Type=exec
${process(settings)}Restart=on-failure
RestartSec=10s
RestartPreventExitStatus=3 64 65

[Install]
WantedBy=multi-user.target
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

const USER =
  'Without User= in the service it runs as root: add the user who owns the state folder, such as User=joinery.'

/** A service that makes one pass, and a timer, which systemd does not start a second time while it runs; or a service that goes on until it is stopped. */
export const systemdFiles = (settings: InstallSettings): HostInstall =>
  settings.serves
    ? {
        as: 'systemd',
        files: [{ name: 'joinery.service', text: service(settings) }],
        steps: [
          `Put the file into /etc/systemd/system. ${USER}`,
          ...secretSteps(settings, 'that user'),
          'systemctl daemon-reload && systemctl enable --now joinery.service',
          'See what it does: journalctl -u joinery -o cat; curl http://127.0.0.1:7300/ready; joinery schedule list',
        ],
      }
    : {
        as: 'systemd',
        files: [
          { name: 'joinery.service', text: onePass(settings) },
          { name: 'joinery.timer', text: timer(settings) },
        ],
        steps: [
          `Put both files into /etc/systemd/system. ${USER}`,
          ...secretSteps(settings, 'that user'),
          'systemctl daemon-reload && systemctl enable --now joinery.timer',
          'See what it does: systemctl list-timers joinery.timer; journalctl -u joinery; joinery schedule list',
        ],
      }

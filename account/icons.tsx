import type { ReactNode } from 'react'
import type { DeviceName } from './device-name.ts'

const shapes: Readonly<Record<DeviceName['kind'], string>> = {
  computer: 'M4 5h16v11H4zM2 19h20',
  phone: 'M7 3h10v18H7zM11 18h2',
  program: 'M3 5h18v14H3zM7 10l3 2.5L7 15M12 15h4',
}

export const DeviceIcon = ({ kind }: { readonly kind: DeviceName['kind'] }): ReactNode => (
  <svg
    aria-hidden
    width="20"
    height="20"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d={shapes[kind]} />
  </svg>
)

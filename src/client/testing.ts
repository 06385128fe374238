// A clock, a network and a browser in virtual time, for tests of applications that use the client.
export { createFlakyNetwork } from './flaky-network.ts'
export type { FlakyNetwork, NetworkConditions } from './flaky-network.ts'
export { createVirtualBrowser } from './virtual-browser.ts'
export type { VirtualBrowser, VirtualTab } from './virtual-browser.ts'
export { createVirtualClock } from './virtual-clock.ts'
export type { VirtualClock } from './virtual-clock.ts'

import { memory } from '../../src/storage/index.ts'
import { storeContract } from '../../src/store-contract/index.ts'

storeContract('memory', async () => memory())

// The account page: who is signed in, where, and with which password. It is static files that know nothing of anybody; all they
// show comes from the API beside them, by way of `latchkey/client`.
import { createTheme, MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { LanguageProvider } from './language.tsx'

const theme = createTheme({ respectReducedMotion: true, cursorType: 'pointer' })

const root = document.getElementById('page')
if (!root) throw new Error('index.html: expected #page')
// What the provider would write into style elements is in page.css, because the policy of the page allows none.
createRoot(root).render(
  <MantineProvider
    theme={theme}
    defaultColorScheme="auto"
    withCssVariables={false}
    withGlobalClasses={false}
  >
    <LanguageProvider>
      <App />
    </LanguageProvider>
  </MantineProvider>,
)

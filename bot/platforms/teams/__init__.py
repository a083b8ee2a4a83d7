"""Microsoft Teams as a platform: `reading` translates what comes in, `cards` what goes out.

`guard` looks at a request before its token is verified, `app` receives, `answers` is what Teams is told at once,
`sending` calls the connector with `token`, `files` asks whether somebody wants a file, `platform` is the small class.
`opening` answers a press in place, `settled` shows what was chosen, `streams` what is shown meanwhile. Only `library`
imports Microsoft's. `package` is what a tenant installs.
"""

"""Microsoft Teams as a platform: `reading` translates what comes in, `cards` what goes out.

`guard` looks at a request before its token is verified, `app` receives, `answers` is what Teams is told at once,
`sending` calls the connector with `token`, `files` asks whether somebody wants a file, `platform` is the small class.
Only `app` imports Microsoft's library. `package` is what a tenant installs.
"""

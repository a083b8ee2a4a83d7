"""Microsoft Teams as a platform: `reading` translates what comes in, `cards` what goes out.

`guard` looks at a request before the SDK does, `app` receives with it, `sending` calls the connector, `platform` is the
small class. Only `app` and `sending` know Microsoft's libraries. `package` is what a tenant installs.
"""

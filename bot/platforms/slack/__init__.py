"""Slack as a platform: `reading` translates what comes in, `blocks` what goes out, `platform` is the small class.

`app` receives, over HTTP or a socket, with slack-bolt; `sending` calls the Web API. Only these two know Slack's own
libraries. `manifest` is what the app asks for.
"""

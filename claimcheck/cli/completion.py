"""``claimcheck completion``: what a shell needs to complete commands and options."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> int:
    """Print the script that makes SHELL complete claimcheck's commands and options.

    \b
    bash: eval "$(claimcheck completion bash)"     in ~/.bashrc
    zsh:  eval "$(claimcheck completion zsh)"      in ~/.zshrc
    fish: claimcheck completion fish | source      in ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    assert complete is not None
    root = ctx.find_root()
    click.echo(complete(root.command, {}, "claimcheck", "_CLAIMCHECK_COMPLETE").source())
    return 0

"""Talks to `onrecord mcp` with the protocol's own client, which holds every answer to its schema."""

import asyncio
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def main(program, claims):
    async with stdio_client(StdioServerParameters(command=program, args=["mcp", claims])) as (read, write):
        async with ClientSession(read, write) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            why = await session.call_tool("why", {"id": "closes"})
            for tool, arguments in [("find", {}), ("get", {"id": "closes"}), ("what_falls", {"id": "ada"}), ("check", {}),
                                    ("compare", {}), ("weakest", {}), ("explain", {}), ("validate", {"records": ""})]:
                assert not (await session.call_tool(tool, arguments)).is_error, tool
            wrong = await session.call_tool("why", {"id": "nope"})
            assert wrong.is_error
            print(f"{len(tools)} tools; {why.structured_content['id']} rests on {why.structured_content['basis']} sources; "
                  f"{wrong.content[0].text}")


asyncio.run(main(*sys.argv[1:]))

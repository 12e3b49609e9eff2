/** What `darkroom help` prints. */
export const helpText = `darkroom: make pictures, films and sounds, and keep them.

  darkroom generate ["a lighthouse at dusk"] --model IMAGEN4
      The words go into the model's own text field; models that need none take none.
      --model, -m ID           which model (default IMAGEN4; darkroom models lists them)
      --service NAME           who makes it (default KIE)
      --input, -i NAME=VALUE   a field of the model, repeatable; values are read as JSON where
                               they parse, dots lead inwards: -i num_images=2 -i a.b=true
                               -i video_url=@./film.mp4 uploads a file of this machine
      --image URL|FILE         a picture to start from, repeatable; a local file is uploaded
      --out, -o FOLDER         where the files go (default: darkroom-files, which Git ignores)
      --idempotency-key, --key KEY   the same key never makes a second task
      --prompt-id ID, --priority high|normal|low, --metadata NAME=VALUE
      --no-wait                print the id and leave
      --json                   print the task and its files as JSON
  darkroom task ID [--wait] [--out FOLDER] [--json]
  darkroom tasks [--status PENDING|SUCCESS|FAILED|CANCELED] [--model ID] [--service NAME] [--media KIND]
                 [--prompt-id ID] [--from TIME] [--to TIME] [--limit N] [--cursor TEXT] [--json]
  darkroom models [ID] [--media image|video|audio] [--service NAME] [--status active|retired|…] [--json]
  darkroom cancel ID, darkroom retry ID, darkroom events ID [--json]
      Ends a task, orders a failed one again, or prints what happened to it.
  darkroom open ID [--json]
      Shows what a task made in the browser.
  darkroom watch [ID] [--prompt-id ID] [--json]
      Prints what happens to your tasks, to one or to those of a prompt, as it happens.
  darkroom upload FILE|URL … [--json]
  darkroom usage [--json]
  darkroom listen [--forward-to URL] [--events TYPE,TYPE] [--json]
      Prints what happens to your tasks as it happens, and sends it on to an address of this machine,
      signed as webhooks are. Works with the stack of npm start.
  darkroom trigger TYPE [--webhook ID] [--json]
      Sends an event such as task.succeeded with an example task in it to your webhooks.
  darkroom mcp [--allow FOLDER] [--confirm-above CREDITS|none]
      Serves a chat over the Model Context Protocol, on standard input and output: the program that
      you chat with starts it. Files of this machine are read below the folders that are allowed alone;
      what costs more credits (default 100) is asked of you first.
  darkroom completion bash|zsh|fish
      Prints what teaches the shell these commands: source <(darkroom completion bash)
  darkroom help, darkroom --version

It talks to the stack that npm start runs here (of several, the one whose data lies in --data-dir DIR,
or DARKROOM_DATA_DIR), or to the deployment named by DARKROOM_URL and
DARKROOM_API_KEY.

Exit codes: 0 all is well; 1 the task failed; 2 the command line was wrong, and nothing was sent;
3 the API refused; 4 nobody answers; 130 interrupted, and the task goes on.
`;

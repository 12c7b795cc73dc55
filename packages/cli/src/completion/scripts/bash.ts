/**
 * The script for bash 4 and newer; no other package is needed. `=` and `:` part words for readline, but not for us: words are
 * put together again, and of what is offered only what follows the last of them replaces the word.
 */
export const bashScript = (
  program: string,
): string => `# Completion of ${program} for bash: source this file, or put it where bash-completion finds it.

_${program}() {
  local raw="" part line value quote="" shared="" answer i
  local words=() lines=()
  for ((i = 1; i <= COMP_CWORD; i++)); do
    part=\${COMP_WORDS[i]}
    # A word after or before = or : was parted from it by readline.
    if [[ $raw == *[=:] && -n $raw ]] || [[ $part == [=:]* && \${#words[@]} -gt 0 ]]; then
      raw+=$part
      words[\${#words[@]}-1]=$raw
    else
      raw=$part
      words+=("$raw")
    fi
  done
  local current=\${words[\${#words[@]}-1]}
  [[ $current == [\\"\\']* ]] && quote=\${current:0:1}
  # What was quoted for bash is one word for the program.
  for ((i = 0; i < \${#words[@]}; i++)); do
    part=\${words[i]}
    case $part in
      [\\"\\']*) part=\${part#?}; part=\${part%["'\\""]} ;;
      *) part=\${part//\\\\/} ;;
    esac
    words[i]=$part
  done
  current=\${words[\${#words[@]}-1]}
  COMPREPLY=()
  answer=$("\${COMP_WORDS[0]}" __complete -- "\${words[@]}" 2>/dev/null) || return 0
  mapfile -t lines <<<"$answer"
  case \${lines[0]} in
    files) compopt -o default 2>/dev/null ;;
    directories) compopt -o dirnames 2>/dev/null ;;
  esac
  [[ -z $quote && $current == *[=:]* ]] && shared=\${current%"\${current##*[=:]}"}
  for line in "\${lines[@]:1}"; do
    value=\${line%%$'\\t'*}
    value=\${value#"$shared"}
    [[ -n $quote ]] || printf -v value %q "$value"
    COMPREPLY+=("$value")
  done
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == */ ]]; then
    compopt -o nospace 2>/dev/null
  fi
  return 0
}

complete -o nosort -F _${program} ${program} 2>/dev/null || complete -F _${program} ${program}
`;

/** The script for zsh: to be sourced after `compinit`, or put as `_PROGRAM` into a directory of `fpath`. */
export const zshScript = (program: string): string => `#compdef ${program}
# Completion of ${program} for zsh: source this file after compinit, or save it as _${program} in a directory of fpath.

_${program}() {
  local -a answer values shown open_values open_shown
  local kind line value about
  answer=("\${(@f)$("\${words[1]}" __complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  kind=\${answer[1]}
  case $kind in
    files) _files; return ;;
    directories) _files -/; return ;;
    words) ;;
    *) return 1 ;;
  esac
  for line in "\${(@)answer[2,-1]}"; do
    value=\${line%%$'\\t'*}
    about=\${line#*$'\\t'}
    [[ -n $about ]] && about="$value  -- $about" || about=$value
    if [[ $value == */ ]]; then
      open_values+=("$value")
      open_shown+=("$about")
    else
      values+=("$value")
      shown+=("$about")
    fi
  done
  (( \${#values} )) && compadd -V ${program} -l -d shown -a values
  (( \${#open_values} )) && compadd -V ${program} -l -S '' -d open_shown -a open_values
  (( \${#values} + \${#open_values} ))
}

# Saved in fpath, this file is the function itself.
if [[ \${funcstack[1]} == _${program} ]]; then
  _${program} "$@"
else
  compdef _${program} ${program}
fi
`;

/** The script for fish 3.1 and newer. */
export const fishScript = (
  program: string,
): string => `# Completion of ${program} for fish: save it as ~/.config/fish/completions/${program}.fish

function __${program}_complete
  set -l words (commandline -opc)
  set -l current (string unescape -- (commandline -ct))
  set -l answer ($words[1] __complete -- $words[2..-1] "$current" 2>/dev/null)
  switch "$answer[1]"
    case files
      __fish_complete_path "$current"
    case directories
      __fish_complete_directories "$current" ""
    case words
      for line in $answer[2..-1]
        echo $line
      end
  end
end

complete -c ${program} -f -k -a '(__${program}_complete)'
`;

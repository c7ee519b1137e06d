/// The scripts that make a shell complete the program's command lines, by asking the program itself.
public enum CompletionScript: String, Sendable, CaseIterable {
  case bash, zsh, fish

  /// The word a script calls the program back with.
  static let callback = "__complete"

  /// The script for a program of this name, to be sourced by the shell.
  public func text(for program: String) -> String {
    // A function's name may hold letters, digits and underscores only.
    let function = "_" + String(program.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    let template =
      switch self {
      case .bash: Self.bashTemplate
      case .zsh: Self.zshTemplate
      case .fish: Self.fishTemplate
      }
    var text = ""
    for line in template.split(separator: "\n", omittingEmptySubsequences: false) {
      text += replace(replace(String(line), "FUNCTION", function), "PROGRAM", program) + "\n"
    }
    return text
  }

  private func replace(_ line: String, _ mark: String, _ value: String) -> String {
    line.split(separator: mark, omittingEmptySubsequences: false).joined(separator: value)
  }

  /// bash hands over raw text cut at `=` and `:`, so the line itself is sent, and what stands before the
  /// last such cut is taken off the answers again. In an open quote readline does the quoting.
  private static let bashTemplate = #"""
    # bash completion for PROGRAM; to use it: source <(PROGRAM completions bash)
    FUNCTION() {
      local line word paths= typed=${COMP_WORDS[COMP_CWORD]} before=
      local whole=${COMP_LINE:0:COMP_POINT}
      whole=${whole##*[[:space:]]}
      case $COMP_WORDBREAKS in *=*) case $whole in *=*) before=${whole%=*}= ;; esac ;; esac
      case $COMP_WORDBREAKS in *:*) case $whole in *:*)
        [[ ${#before} -gt $((${#whole} - ${#whole##*:})) ]] || before=${whole%:*}: ;;
      esac ;; esac
      COMPREPLY=()
      while IFS= read -r line; do
        case $line in
          :file) paths=file; continue ;;
          :folder) paths=directory; continue ;;
        esac
        word=${line%%$'\t'*}
        word=${word#"$before"}
        case $typed in [\'\"]*) ;; *) printf -v word %q "$word" ;; esac
        COMPREPLY+=("$word")
      done < <(command PROGRAM __complete --line "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
      if [[ -n $paths ]]; then
        compopt -o filenames
        [[ $typed == [=:] ]] && typed=
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -A "$paths" -- "$typed")
      fi
    }
    complete -F FUNCTION PROGRAM
    """#

  /// zsh keeps the word being typed, without an open quote, in PREFIX.
  private static let zshTemplate = #"""
    #compdef PROGRAM
    # zsh completion for PROGRAM; to use it: source <(PROGRAM completions zsh)
    FUNCTION() {
      local line word paths
      local -a candidates
      for line in ${(f)"$(command PROGRAM __complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)"}; do
        case $line in
          :file) paths=file; continue ;;
          :folder) paths=folder; continue ;;
        esac
        word=${${line%%$'\t'*}//:/\\:}
        [[ $line == *$'\t'* ]] && word+=":${line#*$'\t'}"
        candidates+=("$word")
      done
      (( $#candidates )) && _describe -V PROGRAM candidates
      case $paths in
        file) [[ $PREFIX == --*=* ]] && compset -P '*='; _files ;;
        folder) [[ $PREFIX == --*=* ]] && compset -P '*='; _files -/ ;;
      esac
    }
    if [[ $funcstack[1] == FUNCTION ]]; then FUNCTION "$@"; else compdef FUNCTION PROGRAM; fi
    """#

  /// fish wants whole words, so a path after `--workbook=` is given with what stands before it.
  private static let fishTemplate = #"""
    # fish completion for PROGRAM; to use it: PROGRAM completions fish | source
    function FUNCTION
      set -l typed (commandline -ct)
      switch "$typed"
        case '"*' "'*"
          set typed (string sub -s 2 -- "$typed")
        case '*'
          set typed (string unescape -- "$typed")
      end
      set -l words (commandline -opc) "$typed"
      set -l before (string match -r -- '^--[^=]*=' "$typed")
      set -l path (string replace -r -- '^--[^=]*=' '' "$typed")
      for line in (command PROGRAM __complete -- $words[2..-1] 2>/dev/null)
        switch $line
          case ":file"
            printf "$before%s\n" (__fish_complete_path "$path")
          case ":folder"
            printf "$before%s\n" (__fish_complete_directories "$path" "")
          case '*'
            printf '%s\n' $line
        end
      end
    end
    complete -c PROGRAM -f -a '(FUNCTION)'
    """#
}

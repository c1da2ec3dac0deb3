
# Ids, rules, tags and verdicts are asked of the program. Tags and verdicts are texts of the claim files: each is put on the
# line quoted, so that the shell takes it for one word and runs nothing in it.
_onrecord_asking() {
    local words=() line=$COMP_LINE word last rest at typed begun value
    # Bash cuts words at colons, and replaces what is behind the last one.
    for ((at = 0; at <= COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        rest=${line#"${line%%[![:blank:]]*}"}
        if [[ $at -gt 0 && $rest == "$line" && ($word == :* || $last == *:) ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        line=${rest#"$word"} last=$word
    done
    at=$((${#words[@]} - 1)) typed=${words[${#words[@]} - 1]} begun=
    if [[ $COMP_WORDBREAKS == *:* && $word == *[!:]* ]]; then
        begun=${typed%"$word"}
    elif [[ $COMP_WORDBREAKS == *:* ]]; then
        begun=$typed
    fi
    # What is typed of such a word is quoted, too.
    words[at]=${typed//\\/} begun=${begun//\\/}
    COMPREPLY=()
    while IFS= read -r value; do
        value=${value#"$begun"}
        [[ -z $value ]] || printf -v value %q "$value"
        COMPREPLY+=("$value")
    done < <("$1" complete -- "${words[@]:1}" 2>/dev/null | cut -f 1)
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        _onrecord "$@"
    fi
}

complete -F _onrecord_asking -o bashdefault -o default onrecord

import Commands
import Glibc

exit(Plumbline.run(Array(CommandLine.arguments.dropFirst()), Scene(.process())).rawValue)

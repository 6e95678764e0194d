# What a module does at the end comes before the end of processes and queues that it uses.
import atexit
import multiprocessing

def say(text):
    print text

def end():
    queue.put('late')
    print queue.get()
    process = multiprocessing.Process(target=say, args=('child',))
    process.start()
    process.join()

queue = multiprocessing.Queue()
atexit.register(end)
queue.put('early')
print queue.get()
